package llmtwin.local.gateway;

import com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import llmtwin.core.Json;
import llmtwin.local.lambda.FunctionDefinition;
import llmtwin.local.lambda.FunctionFailed;
import llmtwin.local.lambda.LocalFunction;
import llmtwin.local.template.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/// A REQUEST authorizer with its cache: asks a function who a caller is and what the caller may do.
final class Authorizer {
    private static final Logger log = LoggerFactory.getLogger(Authorizer.class);
    private static final String HEADER = "method.request.header.";
    private static final int CACHE_LIMIT = 1000;

    private final LocalFunction function;
    private final Stage stage;
    private final List<String> identityHeaders;
    private final Duration ttl;
    private final Map<List<String>, Cached> cache = new ConcurrentHashMap<>();

    private record Cached(JsonNode policy, Instant until) {}

    private Authorizer(LocalFunction function, Stage stage, List<String> identityHeaders, Duration ttl) {
        this.function = function;
        this.stage = stage;
        this.identityHeaders = identityHeaders;
        this.ttl = ttl;
    }

    static Authorizer of(Resource authorizer, Map<String, LocalFunction> functions, Stage stage) {
        if (!authorizer.text("Type").equals("REQUEST")) {
            throw new IllegalStateException(
                    authorizer.id() + ": only REQUEST authorizers are known to the local stack");
        }
        LocalFunction function = functions.get(FunctionDefinition.nameIn(authorizer.text("AuthorizerUri")));
        if (function == null) {
            throw new IllegalStateException(authorizer.id() + " asks a function that is not in the template");
        }
        return new Authorizer(
                function,
                stage,
                headers(authorizer.text("IdentitySource")),
                // 300 s where a template says nothing, as on AWS.
                Duration.ofSeconds(
                        authorizer.number("AuthorizerResultTtlInSeconds").orElse(300)));
    }

    private static List<String> headers(String identitySource) {
        return Pattern.compile(",")
                .splitAsStream(identitySource)
                .map(String::strip)
                .map(source -> {
                    if (!source.startsWith(HEADER)) {
                        throw new IllegalStateException(
                                "identity source " + source + " is not known to the local stack");
                    }
                    return source.substring(HEADER.length());
                })
                .toList();
    }

    /// What the function says about the caller.
    ///
    /// @throws Refusal if an identity header is missing, or the policy does not allow this method
    Map<String, Object> admit(Request request, Route.Match match) throws Refusal, InterruptedException {
        List<String> identity = identityHeaders.stream()
                .map(request::header)
                .flatMap(Optional::stream)
                .toList();
        if (identity.size() < identityHeaders.size()) {
            throw new Refusal(Refusal.Reason.UNAUTHORIZED);
        }
        JsonNode policy = policy(identity, request, match);
        if (!allows(policy, stage.methodArn(request.method(), request.path()))) {
            throw new Refusal(Refusal.Reason.ACCESS_DENIED);
        }
        Map<String, Object> context = new HashMap<>();
        context.put("principalId", policy.path("principalId").asString(""));
        policy.path("context")
                .propertyStream()
                .forEach(entry -> context.put(entry.getKey(), entry.getValue().asString()));
        return context;
    }

    private JsonNode policy(List<String> identity, Request request, Route.Match match)
            throws Refusal, InterruptedException {
        Instant now = Instant.now();
        Cached cached = cache.get(identity);
        if (cached != null && now.isBefore(cached.until())) {
            return cached.policy();
        }
        JsonNode policy = ask(request, match);
        if (cache.size() >= CACHE_LIMIT) {
            cache.clear();
        }
        cache.put(identity, new Cached(policy, now.plus(ttl)));
        return policy;
    }

    private JsonNode ask(Request request, Route.Match match) throws Refusal, InterruptedException {
        try {
            Object answer = function.invoke(event(request, match));
            return Json.tree(answer == null ? "{}" : Json.write(answer));
        } catch (FunctionFailed e) {
            // The one word by which an authorizer refuses: any other failure is its own.
            if (e.getCause() != null && "Unauthorized".equals(e.getCause().getMessage())) {
                throw new Refusal(Refusal.Reason.UNAUTHORIZED);
            }
            log.warn("authorizer={} failed", function.name(), e);
            throw new Refusal(Refusal.Reason.AUTHORIZER_FAILURE);
        }
    }

    private APIGatewayCustomAuthorizerEvent event(Request request, Route.Match match) {
        var context = new APIGatewayCustomAuthorizerEvent.RequestContext();
        context.setAccountId(stage.account());
        context.setApiId(stage.api());
        context.setStage(stage.name());
        context.setRequestId(request.id());
        context.setHttpMethod(request.method());
        context.setPath("/" + stage.name() + request.path());
        context.setResourcePath(match.route().path());
        var event = new APIGatewayCustomAuthorizerEvent();
        event.setType("REQUEST");
        event.setMethodArn(stage.methodArn(request.method(), request.path()));
        event.setResource(match.route().path());
        event.setPath(request.path());
        event.setHttpMethod(request.method());
        event.setHeaders(request.singleHeaders());
        event.setQueryStringParameters(request.singleQuery());
        event.setPathParameters(match.parameters());
        event.setRequestContext(context);
        return event;
    }

    private static boolean allows(JsonNode policy, String methodArn) {
        boolean allowed = false;
        for (JsonNode statement : policy.path("policyDocument").path("Statement")) {
            if (covers(statement.path("Resource"), methodArn)) {
                if (statement.path("Effect").asString("").equals("Deny")) {
                    return false;
                }
                allowed |= statement.path("Effect").asString("").equals("Allow");
            }
        }
        return allowed;
    }

    /// @param resources one ARN pattern, or a list of them; `*` stands for any characters
    private static boolean covers(JsonNode resources, String arn) {
        if (resources.isArray()) {
            return resources.valueStream().anyMatch(resource -> covers(resource, arn));
        }
        String pattern = Pattern.quote(resources.asString("")).replace("*", "\\E.*\\Q");
        return arn.matches(pattern);
    }
}
