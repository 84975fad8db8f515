package llmtwin.library;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import llmtwin.core.Category;
import llmtwin.core.CrawlRequest;
import llmtwin.core.DocumentId;
import llmtwin.core.DocumentRef;
import llmtwin.core.EraseRequest;
import llmtwin.core.Fingerprint;
import llmtwin.core.InMemoryContentStore;
import llmtwin.core.InMemoryDocuments;
import llmtwin.core.InMemorySources;
import llmtwin.core.Json;
import llmtwin.core.Metadata;
import llmtwin.core.Origin;
import llmtwin.core.RecordingQueue;
import llmtwin.core.Sha256;
import llmtwin.core.SourceId;
import llmtwin.core.Step;
import llmtwin.core.TwinId;
import llmtwin.core.Validators;
import llmtwin.core.Version;
import tools.jackson.databind.JsonNode;

/// A library in memory behind its handler, at a fixed time.
final class Library {
    static final TwinId ME = new TwinId("me");
    static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    static final URI FEED = URI.create("https://example.org/feed.xml");
    static final SourceId FEED_ID = SourceId.of(ME, FEED);
    static final Origin POST = Origin.ofPage(URI.create("https://example.org/post"), FEED_ID);
    static final DocumentRef POST_REF = new DocumentRef(ME, POST.documentId(ME));

    final InMemoryDocuments documents = new InMemoryDocuments();
    final InMemorySources sources = new InMemorySources();
    final InMemoryContentStore content = new InMemoryContentStore();
    final RecordingQueue<CrawlRequest> crawls = new RecordingQueue<>();
    final RecordingQueue<EraseRequest> erasures = new RecordingQueue<>();
    final Map<String, Long> deadLetters = new LinkedHashMap<>(Map.of("clean", 2L));
    private final LibraryHandler handler = new LibraryHandler(wiring());

    LibraryWiring wiring() {
        return new LibraryWiring(
                documents,
                sources,
                content,
                crawls,
                erasures,
                new Waiting(),
                50L << 20,
                400L << 20,
                InstantSource.fixed(NOW));
    }

    /// The sample of this name in `events/`.
    static <T> T sample(String name, Class<T> type) {
        try {
            return Json.read(Files.readString(Path.of("../../events", name + ".json"), StandardCharsets.UTF_8), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static APIGatewayProxyRequestEvent request(String sample) {
        return sample(sample, APIGatewayProxyRequestEvent.class);
    }

    static JsonNode json(APIGatewayProxyResponseEvent response) {
        return Json.tree(response.getBody());
    }

    APIGatewayProxyResponseEvent answer(String sample) {
        return answer(request(sample));
    }

    APIGatewayProxyResponseEvent answer(APIGatewayProxyRequestEvent event) {
        return handler.handleRequest(event, null);
    }

    /// A document that went all the way.
    Version searchable(Origin origin, String text, Instant observed) {
        var ref = new DocumentRef(ME, origin.documentId(ME));
        var version = new Version(Sha256.of(text), observed);
        documents.advance(ref, origin, version, new Step.Fetched(Validators.NONE), observed);
        documents.advance(ref, origin, version, new Step.Cleaned(titled("A small garden")), observed);
        documents.advance(ref, origin, version, new Step.Indexed(1), observed);
        documents.claim(ref, Fingerprint.of(text, null));
        return version;
    }

    static Metadata titled(String title) {
        return new Metadata(title, Category.ARTICLE, null, "en", null, null, null);
    }

    static DocumentRef ref(DocumentId id) {
        return new DocumentRef(ME, id);
    }

    private final class Waiting implements Backlog {
        @Override
        public Map<String, Long> waiting() {
            return Map.of("crawl", 3L);
        }

        @Override
        public Map<String, Long> deadLetters() {
            return Map.copyOf(deadLetters);
        }

        @Override
        public Map<String, Long> redrive() {
            var redriven = Map.copyOf(deadLetters);
            deadLetters.clear();
            return redriven;
        }
    }
}
