package llmtwin.local.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import llmtwin.core.Json;
import tools.jackson.databind.JsonNode;

/// The resources of a synthesized template whose conditions hold, in the order of the template.
public record Template(List<Resource> resources) {
    public Template {
        resources = List.copyOf(resources);
    }

    /// Reads and resolves a template.
    ///
    /// @throws IllegalStateException for a resource type or intrinsic function that is not known here
    public static Template read(Path file, Names names) throws IOException {
        return of(Json.tree(Files.readString(file)), names);
    }

    static Template of(JsonNode template, Names names) {
        Intrinsics intrinsics = new Intrinsics(template, names);
        return new Template(template.path("Resources")
                .propertyStream()
                .filter(entry -> intrinsics.holds(entry.getValue().path("Condition")))
                .map(entry -> intrinsics.resource(entry.getKey(), entry.getValue()))
                .toList());
    }

    public Stream<Resource> ofType(String type) {
        return resources.stream().filter(resource -> resource.type().equals(type));
    }
}
