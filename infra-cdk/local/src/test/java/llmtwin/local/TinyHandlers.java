package llmtwin.local;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import llmtwin.core.Json;

/// The functions of `tiny-template.json`.
public final class TinyHandlers {
    /// Every message the worker got, as `body#receive count`.
    static final BlockingQueue<String> RECEIVED = new LinkedBlockingQueue<>();

    /// How often the guard was asked.
    public static final AtomicInteger ASKED = new AtomicInteger();

    private TinyHandlers() {}

    /// Reports messages that contain `bad` as failed, and throws at `burst`.
    public static final class Worker implements RequestHandler<SQSEvent, SQSBatchResponse> {
        public Worker(Map<String, String> environment) {
            if (!environment.containsKey("AWS_ENDPOINT_URL_SQS")) {
                throw new IllegalStateException("AWS_ENDPOINT_URL_SQS is not set");
            }
        }

        @Override
        public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
            for (var message : event.getRecords()) {
                RECEIVED.add(message.getBody() + "#" + message.getAttributes().get("ApproximateReceiveCount"));
                if (message.getBody().contains("burst")) {
                    throw new IllegalStateException("burst");
                }
            }
            return new SQSBatchResponse(event.getRecords().stream()
                    .filter(message -> message.getBody().contains("bad"))
                    .map(message -> new SQSBatchResponse.BatchItemFailure(message.getMessageId()))
                    .toList());
        }
    }

    /// Answers with what it was asked; throws and stays silent on request.
    public static final class Echo
            implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {
        private final Map<String, String> environment;

        public Echo(Map<String, String> environment) {
            this.environment = environment;
        }

        @Override
        public APIGatewayProxyResponseEvent handleRequest(APIGatewayProxyRequestEvent event, Context context) {
            Map<String, String> query =
                    event.getQueryStringParameters() == null ? Map.of() : event.getQueryStringParameters();
            if (query.containsKey("throw")) {
                throw new IllegalStateException("on request");
            }
            var response = new APIGatewayProxyResponseEvent();
            if (query.containsKey("silent")) {
                return response;
            }
            if (query.containsKey("binary")) {
                return response.withStatusCode(200)
                        .withHeaders(Map.of("content-type", "image/png"))
                        .withBody("iVBORw==")
                        .withIsBase64Encoded(true);
            }
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("greeting", environment.getOrDefault("GREETING", ""));
            answer.put("route", event.getHttpMethod() + " " + event.getResource());
            answer.put("parameters", event.getPathParameters() == null ? Map.of() : event.getPathParameters());
            answer.put("query", query);
            answer.put("body", event.getBody() == null ? "" : event.getBody());
            answer.put("encoded", event.getIsBase64Encoded());
            answer.put(
                    "caller",
                    event.getRequestContext().getAuthorizer() == null
                            ? Map.of()
                            : event.getRequestContext().getAuthorizer());
            return response.withStatusCode(201)
                    .withHeaders(Map.of("X-Trace", "yes"))
                    .withMultiValueHeaders(Map.of("X-Many", List.of("one", "two")))
                    .withBody(Json.write(answer));
        }
    }

    /// Never answers.
    public static final class Slow
            implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {
        public Slow(Map<String, String> environment) {
            if (environment.isEmpty()) {
                throw new IllegalStateException("no environment");
            }
        }

        @Override
        public APIGatewayProxyResponseEvent handleRequest(APIGatewayProxyRequestEvent event, Context context) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new APIGatewayProxyResponseEvent().withStatusCode(200);
        }
    }

    /// Knows the key `good`, denies `denied`, and no other.
    public static final class Guard implements RequestHandler<APIGatewayCustomAuthorizerEvent, Map<String, Object>> {
        public Guard(Map<String, String> environment) {
            if (environment.isEmpty()) {
                throw new IllegalStateException("no environment");
            }
        }

        @Override
        public Map<String, Object> handleRequest(APIGatewayCustomAuthorizerEvent event, Context context) {
            ASKED.incrementAndGet();
            String key = String.valueOf(event.getHeaders().get("Authorization"));
            if (!List.of("good", "denied").contains(key)) {
                throw new IllegalStateException("Unauthorized");
            }
            String stage = event.getMethodArn().replaceFirst("/live/.*", "/live/");
            return Map.of(
                    "principalId", "me",
                    "context", Map.of("twin", "me"),
                    "policyDocument",
                            Map.of(
                                    "Version",
                                    "2012-10-17",
                                    "Statement",
                                    List.of(Map.of(
                                            "Effect",
                                            key.equals("good") ? "Allow" : "Deny",
                                            "Action",
                                            "execute-api:Invoke",
                                            "Resource",
                                            stage + "GET/*"))));
        }
    }
}
