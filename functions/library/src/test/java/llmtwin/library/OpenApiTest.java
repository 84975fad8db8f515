package llmtwin.library;

import static llmtwin.library.Library.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import llmtwin.core.Json;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OpenApiTest {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete");
    // The query function's routes; its own test holds them against this same file.
    private static final List<String> QUERY = List.of("POST /v1/ask", "POST /v1/search");

    private final Library library = new Library();
    private final JsonNode openApi = json(library.answer("api-openapi-get"));

    @Test
    void it_describes_exactly_the_routes_there_are_and_which_need_a_key() {
        var expected = new TreeMap<String, Boolean>();
        for (var route : library.wiring().routes()) {
            expected.put(route.method() + " " + route.template(), route.open());
        }
        QUERY.forEach(route -> expected.put(route, false));

        assertEquals(expected, described());
    }

    @Test
    void every_reference_leads_somewhere() {
        openApi.findValuesAsString("$ref")
                .forEach(reference ->
                        assertTrue(!openApi.at(reference.substring(1)).isMissingNode(), reference));
    }

    @Test
    void documents_and_sources_have_exactly_the_fields_described() {
        library.answer("api-sources-post");
        library.searchable(Library.POST, "one", Library.NOW);
        var answers = Map.of(
                "Document",
                json(library.answer("api-documents-get")).at("/documents/0"),
                "DocumentDetail",
                json(library.answer("api-document-get")),
                "Source",
                json(library.answer("api-sources-get")).at("/sources/0"),
                "SourceStatus",
                json(library.answer("api-status-get")).at("/sources/0"));

        answers.forEach((schema, answer) -> assertEquals(
                names(openApi.at("/components/schemas/" + schema + "/properties")), names(answer), schema));
    }

    private Map<String, Boolean> described() {
        var described = new TreeMap<String, Boolean>();
        openApi.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(operation -> METHODS.contains(operation.getKey()))
                        .forEach(operation -> described.put(
                                operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                Json.tree("[]").equals(operation.getValue().get("security")))));
        return described;
    }

    private static Set<String> names(JsonNode object) {
        return new TreeSet<>(object.propertyNames());
    }
}
