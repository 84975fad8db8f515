package llmtwin.cdk;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.apigateway.AccessLogFormat;
import software.amazon.awscdk.services.apigateway.AuthorizationType;
import software.amazon.awscdk.services.apigateway.EndpointType;
import software.amazon.awscdk.services.apigateway.IdentitySource;
import software.amazon.awscdk.services.apigateway.JsonSchema;
import software.amazon.awscdk.services.apigateway.JsonSchemaType;
import software.amazon.awscdk.services.apigateway.LambdaIntegration;
import software.amazon.awscdk.services.apigateway.LogGroupLogDestination;
import software.amazon.awscdk.services.apigateway.Method;
import software.amazon.awscdk.services.apigateway.MethodLoggingLevel;
import software.amazon.awscdk.services.apigateway.MethodOptions;
import software.amazon.awscdk.services.apigateway.Model;
import software.amazon.awscdk.services.apigateway.ModelOptions;
import software.amazon.awscdk.services.apigateway.RequestAuthorizer;
import software.amazon.awscdk.services.apigateway.RequestValidator;
import software.amazon.awscdk.services.apigateway.RequestValidatorOptions;
import software.amazon.awscdk.services.apigateway.RestApi;
import software.amazon.awscdk.services.apigateway.StageOptions;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/// The HTTPS endpoint: which route goes to which function, and which of them need an API key.
final class TwinApi extends Construct {
    private final RestApi api;
    private final RequestAuthorizer authorizer;
    private final RequestValidator validator;
    private final Model jsonObject;

    TwinApi(Construct scope, String id, TwinFunction library, TwinFunction query, TwinFunction authorizerFunction) {
        super(scope, id);
        api = RestApi.Builder.create(this, "Api")
                .restApiName("llm-twin")
                .description("Questions to the twin, and the library it answers from")
                .endpointTypes(List.of(EndpointType.REGIONAL))
                .cloudWatchRole(true)
                .cloudWatchRoleRemovalPolicy(RemovalPolicy.RETAIN)
                .deployOptions(stage())
                .build();
        authorizer = RequestAuthorizer.Builder.create(this, "Authorizer")
                .handler(authorizerFunction.live())
                .identitySources(List.of(IdentitySource.header("Authorization")))
                .resultsCacheTtl(Duration.seconds(60))
                .build();
        validator = api.addRequestValidator(
                "Validator",
                RequestValidatorOptions.builder()
                        .validateRequestBody(true)
                        .validateRequestParameters(true)
                        .build());
        jsonObject = api.addModel(
                "JsonObject",
                ModelOptions.builder()
                        .schema(JsonSchema.builder().type(JsonSchemaType.OBJECT).build())
                        .build());
        libraryRoutes(integration(library));
        queryRoutes(integration(query));
        ProblemResponses.addTo(api);
        Acknowledged.at(
                api.getNode().findChild("CloudWatchRole"),
                "AwsSolutions-IAM4",
                "The account-wide role for API logs, with the policy that AWS made for it");
        api.getNode().tryRemoveChild("Endpoint"); // an output of its own; the stack has one
    }

    String url() {
        return api.getUrl();
    }

    private void libraryRoutes(LambdaIntegration library) {
        open("GET", "/", library);
        open("GET", "/openapi.json", library);
        open("GET", "/v1/health", library);
        keyed("GET", "/v1/status", library);
        keyed("POST", "/v1/redrive", library);
        keyed("GET", "/v1/sources", library);
        keyedJson("/v1/sources", library);
        keyed("GET", "/v1/sources/{source}", library);
        keyed("DELETE", "/v1/sources/{source}", library);
        keyedJson("/v1/uploads", library);
        keyed("GET", "/v1/documents", library);
        keyed("GET", "/v1/documents/{document}", library);
        keyed("DELETE", "/v1/documents/{document}", library);
    }

    private void queryRoutes(LambdaIntegration query) {
        keyedJson("/v1/ask", query);
        keyedJson("/v1/search", query);
    }

    private void open(String verb, String path, LambdaIntegration integration) {
        var method = route(verb, path, integration, MethodOptions.builder().authorizationType(AuthorizationType.NONE));
        Acknowledged.at(method, "AwsSolutions-APIG4", "Shows nothing of any twin: console page, API text, health");
    }

    private void keyed(String verb, String path, LambdaIntegration integration) {
        route(verb, path, integration, withKey());
    }

    /// A POST whose body must be a JSON object. What is in it is the function's to judge, in words that help.
    private void keyedJson(String path, LambdaIntegration integration) {
        route("POST", path, integration, withKey().requestModels(Map.of("application/json", jsonObject)));
    }

    private MethodOptions.Builder withKey() {
        return MethodOptions.builder()
                .authorizationType(AuthorizationType.CUSTOM)
                .authorizer(authorizer);
    }

    private Method route(String verb, String path, LambdaIntegration integration, MethodOptions.Builder options) {
        var resource = path.equals("/") ? api.getRoot() : api.getRoot().resourceForPath(path);
        return resource.addMethod(
                verb, integration, options.requestValidator(validator).build());
    }

    private static LambdaIntegration integration(TwinFunction function) {
        return LambdaIntegration.Builder.create(function.live())
                .scopePermissionToMethod(false)
                .build();
    }

    private StageOptions stage() {
        var logs = LogGroup.Builder.create(this, "AccessLogs")
                .retention(RetentionDays.THREE_MONTHS)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        return StageOptions.builder()
                .stageName("live")
                .accessLogDestination(new LogGroupLogDestination(logs))
                .accessLogFormat(AccessLogFormat.jsonWithStandardFields())
                .loggingLevel(MethodLoggingLevel.ERROR)
                .throttlingRateLimit(20)
                .throttlingBurstLimit(40)
                .build();
    }
}
