package llmtwin.library;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.IamPolicyResponseV1;
import com.amazonaws.services.lambda.runtime.events.IamPolicyResponseV1.PolicyDocument;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import llmtwin.aws.AwsClients;
import llmtwin.aws.DynamoDbApiKeys;
import llmtwin.core.ApiKeys;
import llmtwin.core.ApiKeys.ApiKey;
import llmtwin.core.Settings;
import llmtwin.core.Sha256;
import org.jspecify.annotations.Nullable;

/// Tells API Gateway whose key a request carries. The twin comes from here and from nowhere else.
public final class AuthorizerHandler implements RequestHandler<APIGatewayCustomAuthorizerEvent, IamPolicyResponseV1> {
    private static final Pattern BEARER = Pattern.compile("\\s*Bearer\\s+(twin_\\S+)\\s*", Pattern.CASE_INSENSITIVE);

    private final ApiKeys keys;

    /// Called by Lambda, once per execution environment.
    public AuthorizerHandler() {
        this(System.getenv());
    }

    public AuthorizerHandler(Map<String, String> environment) {
        this(new DynamoDbApiKeys(
                AwsClients.from(environment).dynamoDb(), new Settings(environment).required("LIBRARY_TABLE")));
    }

    AuthorizerHandler(ApiKeys keys) {
        this.keys = keys;
    }

    @Override
    public IamPolicyResponseV1 handleRequest(APIGatewayCustomAuthorizerEvent event, @Nullable Context context) {
        return header(event)
                .flatMap(AuthorizerHandler::key)
                .flatMap(key -> keys.key(Sha256.of(key)))
                .map(key -> allow(key, event.getMethodArn()))
                // API Gateway turns an error of exactly this text into 401.
                .orElseThrow(() -> new RuntimeException("Unauthorized"));
    }

    private static Optional<String> header(APIGatewayCustomAuthorizerEvent event) {
        return Optional.ofNullable(event.getHeaders())
                .flatMap(headers -> headers.entrySet().stream()
                        .filter(header -> header.getKey().equalsIgnoreCase("Authorization"))
                        .map(Map.Entry::getValue)
                        .findFirst());
    }

    private static Optional<String> key(String header) {
        var matcher = BEARER.matcher(header);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static IamPolicyResponseV1 allow(ApiKey key, String methodArn) {
        return IamPolicyResponseV1.builder()
                .withPrincipalId(key.twin().value())
                .withPolicyDocument(PolicyDocument.builder()
                        .withVersion(IamPolicyResponseV1.VERSION_2012_10_17)
                        .withStatement(List.of(IamPolicyResponseV1.allowStatement(wholeStage(methodArn))))
                        .build())
                .withContext(Map.of("twin", key.twin().value(), "key", key.label()))
                .build();
    }

    /// API Gateway keeps the answer for the caller's next requests, which are for other methods and paths.
    private static String wholeStage(String methodArn) {
        var parts = methodArn.split("/", 3);
        return parts[0] + "/" + parts[1] + "/*";
    }
}
