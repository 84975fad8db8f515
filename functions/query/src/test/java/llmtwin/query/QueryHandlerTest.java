package llmtwin.query;

import static llmtwin.query.Writing.GARDEN;
import static llmtwin.query.Writing.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import llmtwin.core.ChunkIndex;
import llmtwin.core.CleanDocument;
import llmtwin.core.DocumentRef;
import llmtwin.core.EmbeddedChunk;
import llmtwin.core.Embedding;
import llmtwin.core.IndexUnavailable;
import llmtwin.core.Json;
import llmtwin.core.Passage;
import llmtwin.core.Question;
import llmtwin.core.Settings;
import llmtwin.core.Sha256;
import llmtwin.core.TwinId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class QueryHandlerTest {
    private static final Path OPEN_API = Path.of("../library/src/main/resources/llmtwin/library/openapi.json");

    private final WordEmbedder embedder = new WordEmbedder();
    private final Writing writing = new Writing(embedder).with("A small garden", GARDEN);
    private final QueryHandler handler = handler(writing.index, Map.of());

    @Test
    void a_question_is_answered_in_the_persons_sentences_with_the_exact_passage() {
        var response = handler.handleRequest(request("api-ask-post"), null);

        var answer = json(response);
        assertEquals(200, response.getStatusCode(), response.getBody());
        assertEquals("extractive", answer.get("mode").stringValue());
        assertTrue(
                answer.get("answer").stringValue().contains("It has two beds and one bench. [1]"), response.getBody());
        var citation = answer.at("/citations/0");
        assertEquals(1, citation.get("number").intValue());
        assertEquals("A small garden", citation.get("title").stringValue());
        assertEquals("https://example.org/A-small-garden", citation.get("url").stringValue());
        assertEquals(
                GARDEN.substring(
                        citation.get("start").intValue(), citation.get("end").intValue()),
                citation.get("passage").stringValue());
    }

    @Test
    void a_question_that_nothing_answers_is_told_so_without_citations() {
        var response = ask("{\"question\":\"Who won the chess olympiad?\"}");

        assertEquals(
                "Nothing I have written answers that.",
                json(response).get("answer").stringValue());
        assertEquals(0, json(response).get("citations").size());
    }

    @Test
    void only_the_callers_twin_is_asked() {
        writing.with(new TwinId("you"), "Your garden", "Your garden has nine beds.");

        var response = ask("{\"question\":\"How many beds does the garden have?\"}");

        assertTrue(response.getBody().contains("two beds"), response.getBody());
        assertTrue(!response.getBody().contains("nine"), response.getBody());
    }

    @Test
    void a_search_finds_passages_best_first() {
        var response = handler.handleRequest(request("api-search-post"), null);

        var passages = json(response).get("passages");
        assertEquals(3, passages.size());
        assertEquals(
                "My garden is small. It has two beds and one bench.",
                passages.at("/0/text").stringValue());
        assertEquals(0, passages.at("/0/position").intValue());
        assertTrue(
                passages.at("/0/score").doubleValue() > passages.at("/1/score").doubleValue());
    }

    @ParameterizedTest
    @CsvSource({"0", "4001", "100000"})
    void a_question_of_a_length_out_of_bounds_is_a_bad_request(int chars) {
        var response = ask(Json.write(Map.of("question", "x".repeat(chars))));

        assertEquals(400, response.getStatusCode(), response.getBody());
        assertEquals(
                "field 'question' has " + chars + " characters; it may have 1 to 4000",
                json(response).get("detail").stringValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"question\":\" \"}",
                "{\"question\":\"a\",\"limit\":0}",
                "{\"question\":\"a\",\"limit\":21}",
                "{\"question\":\"a\",\"category\":\"novel\"}"
            })
    void anything_else_out_of_bounds_is_a_bad_request(String body) {
        assertEquals(400, ask(body).getStatusCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"api-ask-post", "api-search-post"})
    void an_index_that_is_down_is_named(String sample) {
        var response = handler(new Down(), Map.of()).handleRequest(request(sample), null);

        assertEquals(503, response.getStatusCode(), response.getBody());
        assertTrue(response.getBody().contains("The search index (Qdrant) cannot be reached"), response.getBody());
    }

    @Test
    void a_model_out_of_reach_is_replaced_by_the_persons_sentences_and_said() {
        var nowhere = Map.of("TWIN_MODEL_URL", "http://127.0.0.1:1", "TWIN_MODEL_NAME", "tiny");

        var answer = json(handler(writing.index, nowhere).handleRequest(request("api-ask-post"), null));

        assertEquals("extractive", answer.get("mode").stringValue());
        assertTrue(answer.get("answer").stringValue().contains("two beds"));
        assertTrue(answer.get("notice").stringValue().contains("cannot be reached"), answer.toString());
    }

    @Test
    void answers_have_exactly_the_fields_of_the_api_description() throws Exception {
        var openApi = Json.tree(Files.readString(OPEN_API));
        var answer = json(handler.handleRequest(request("api-ask-post"), null));
        var search = json(handler.handleRequest(request("api-search-post"), null));

        assertEquals(described(openApi, "Answer"), names(answer));
        assertEquals(described(openApi, "Citation"), names(answer.at("/citations/0")));
        assertEquals(described(openApi, "Passage"), names(search.at("/passages/0")));
        for (var route : new QueryRoutes(new Answers(embedder, writing.index, null)).routes()) {
            assertTrue(openApi.get("paths").get(route.template()).has("post"), route.template());
        }
    }

    private APIGatewayProxyResponseEvent ask(String body) {
        APIGatewayProxyRequestEvent event = request("api-ask-post");
        return handler.handleRequest(event.withBody(body), null);
    }

    private QueryHandler handler(ChunkIndex index, Map<String, String> environment) {
        return new QueryHandler(QueryWiring.of(embedder, index, new Settings(environment)));
    }

    private static JsonNode json(APIGatewayProxyResponseEvent response) {
        return Json.tree(response.getBody());
    }

    private static Set<String> described(JsonNode openApi, String schema) {
        return names(openApi.at("/components/schemas/" + schema + "/properties"));
    }

    private static Set<String> names(JsonNode object) {
        return new TreeSet<>(object.propertyNames());
    }

    /// An index that is down.
    private static final class Down implements ChunkIndex {
        @Override
        public void replace(CleanDocument document, List<EmbeddedChunk> chunks) {
            throw down();
        }

        @Override
        public void remove(DocumentRef ref, Sha256 version) {
            throw down();
        }

        @Override
        public void remove(DocumentRef ref) {
            throw down();
        }

        @Override
        public Map<String, Embedding> embeddings(DocumentRef ref) {
            throw down();
        }

        @Override
        public long count(DocumentRef ref) {
            throw down();
        }

        @Override
        public List<Passage> search(Question question, Embedding embedding) {
            throw down();
        }

        private static IndexUnavailable down() {
            return new IndexUnavailable("no connection", new IllegalStateException("UNAVAILABLE"));
        }
    }
}
