package llmtwin.local.gateway;

import java.util.Map;
import java.util.stream.Collectors;
import llmtwin.core.Json;
import llmtwin.local.template.Resource;
import llmtwin.local.template.Template;

/// What a refusal says: the template's gateway responses, or a plain problem document.
record Problems(Map<String, Resource> responses) {
    static final String TYPE = "application/problem+json";

    record Problem(int status, String body) {}

    static Problems of(Template template) {
        return new Problems(template.ofType("AWS::ApiGateway::GatewayResponse")
                .collect(Collectors.toMap(response -> response.text("ResponseType"), response -> response)));
    }

    Problem about(Refusal.Reason reason) {
        String byStatus = reason.status < 500 ? "DEFAULT_4XX" : "DEFAULT_5XX";
        Resource response = responses.getOrDefault(reason.name(), responses.get(byStatus));
        if (response == null) {
            return new Problem(
                    reason.status,
                    Json.write(Map.of("type", "about:blank", "title", reason.message, "status", reason.status)));
        }
        String template = response.properties()
                .path("ResponseTemplates")
                .path(TYPE)
                .asString("{\"message\":$context.error.messageString}");
        return new Problem(
                response.number("StatusCode").orElse(reason.status),
                template.replace("$context.error.messageString", Json.write(reason.message)));
    }
}
