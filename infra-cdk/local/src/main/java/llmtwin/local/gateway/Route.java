package llmtwin.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import llmtwin.local.lambda.FunctionDefinition;
import llmtwin.local.template.Resource;
import llmtwin.local.template.Template;
import org.jspecify.annotations.Nullable;

/// A method of the API.
///
/// @param method `GET` and so on, or `ANY`
/// @param path as in the template, `/v1/documents/{document}` for example
/// @param function name of the function that answers
/// @param authorizer logical id of the authorizer to ask first, or null
/// @param needsObject whether a JSON body that is no object is refused
record Route(
        String method,
        String path,
        String function,
        @Nullable String authorizer,
        boolean needsObject) {
    private static final String GREEDY = "+}";

    /// A route with what the path says for its parameters.
    record Match(Route route, Map<String, String> parameters) {}

    /// In the order in which they are tried: fixed parts before parameters, greedy ones last.
    static List<Route> of(Template template) {
        Map<String, Resource> resources = new HashMap<>();
        template.resources().forEach(resource -> resources.put(resource.id(), resource));
        return template.ofType("AWS::ApiGateway::Method")
                .map(method -> of(method, resources))
                .sorted(Comparator.comparing(Route::sortKey))
                .toList();
    }

    private static Route of(Resource method, Map<String, Resource> resources) {
        String type = method.properties().path("Integration").path("Type").asString();
        if (!type.equals("AWS_PROXY")) {
            throw new IllegalStateException(
                    "%s: an integration of type %s is not known to the local stack".formatted(method.id(), type));
        }
        return new Route(
                method.text("HttpMethod"),
                path(method.text("ResourceId"), resources),
                FunctionDefinition.nameIn(
                        method.properties().path("Integration").path("Uri").asString()),
                method.optionalText("AuthorizerId").orElse(null),
                needsObject(method, resources));
    }

    /// Up from the resource to the root, which is no resource of its own.
    private static String path(String resourceId, Map<String, Resource> resources) {
        List<String> parts = new ArrayList<>();
        for (Resource at = resources.get(resourceId); at != null; at = resources.get(at.text("ParentId"))) {
            parts.addFirst(at.text("PathPart"));
        }
        return "/" + String.join("/", parts);
    }

    private static boolean needsObject(Resource method, Map<String, Resource> resources) {
        String model = method.properties()
                .path("RequestModels")
                .path("application/json")
                .asString("");
        Resource validator =
                resources.get(method.optionalText("RequestValidatorId").orElse(""));
        Resource schema = resources.get(model);
        return validator != null
                && schema != null
                && validator.properties().path("ValidateRequestBody").asBoolean(false)
                && schema.properties().path("Schema").path("type").asString("").equals("object");
    }

    private String sortKey() {
        // '0' < '1' < '2'
        StringBuilder key = new StringBuilder();
        for (String part : parts(path)) {
            key.append(part.endsWith(GREEDY) ? '2' : part.startsWith("{") ? '1' : '0');
        }
        return key + (method.equals("ANY") ? "1" : "0");
    }

    /// @param rawPath of the request, still percent-encoded
    Optional<Match> match(String requestMethod, String rawPath) {
        if (!method.equals("ANY") && !method.equals(requestMethod)) {
            return Optional.empty();
        }
        List<String> wanted = parts(path);
        List<String> given = parts(rawPath);
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < wanted.size(); i++) {
            String part = wanted.get(i);
            if (i >= given.size()) {
                return Optional.empty();
            }
            if (part.endsWith(GREEDY)) {
                parameters.put(
                        part.substring(1, part.length() - GREEDY.length()),
                        decoded(String.join("/", given.subList(i, given.size()))));
                return Optional.of(new Match(this, parameters));
            }
            if (part.startsWith("{")) {
                parameters.put(part.substring(1, part.length() - 1), decoded(given.get(i)));
            } else if (!part.equals(decoded(given.get(i)))) {
                return Optional.empty();
            }
        }
        return wanted.size() == given.size() ? Optional.of(new Match(this, parameters)) : Optional.empty();
    }

    private static List<String> parts(String path) {
        return Arrays.stream(path.split("/", -1))
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static String decoded(String part) {
        // In a path, unlike in a form, a plus is a plus.
        return URLDecoder.decode(part.replace("+", "%2B"), UTF_8);
    }
}
