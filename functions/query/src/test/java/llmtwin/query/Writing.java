package llmtwin.query;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import llmtwin.core.Category;
import llmtwin.core.Chunk;
import llmtwin.core.CleanDocument;
import llmtwin.core.DocumentRef;
import llmtwin.core.EmbeddedChunk;
import llmtwin.core.Embedder;
import llmtwin.core.InMemoryChunkIndex;
import llmtwin.core.Json;
import llmtwin.core.Metadata;
import llmtwin.core.Origin;
import llmtwin.core.Passage;
import llmtwin.core.Sha256;
import llmtwin.core.TwinId;
import llmtwin.core.Version;

/// What a person wrote, for tests: documents whose passages are their paragraphs.
final class Writing {
    static final TwinId ME = new TwinId("me");
    static final String GARDEN = """
            My garden is small. It has two beds and one bench.

            Tomatoes grow in the left bed. I water them each morning.

            The bench stands under an apple tree. My cat sleeps there.""";

    final InMemoryChunkIndex index = new InMemoryChunkIndex();
    private final Embedder embedder;

    Writing(Embedder embedder) {
        this.embedder = embedder;
    }

    static APIGatewayProxyRequestEvent request(String sample) {
        try {
            var json = Files.readString(Path.of("../../events", sample + ".json"), StandardCharsets.UTF_8);
            return Json.read(json, APIGatewayProxyRequestEvent.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Writing with(String title, String text) {
        return with(ME, title, text);
    }

    Writing with(TwinId twin, String title, String text) {
        var url = URI.create("https://example.org/" + title.replace(" ", "-"));
        var origin = Origin.ofPage(url, null);
        var document = new CleanDocument(
                new DocumentRef(twin, origin.documentId(twin)),
                new Version(Sha256.of(text), Instant.EPOCH),
                origin,
                new Metadata(title, Category.ARTICLE, null, "en", null, null, url),
                "markdown",
                text);
        index.replace(document, chunks(text));
        return this;
    }

    static Passage passage(String title, String text) {
        var origin = Origin.ofUpload(title);
        return new Passage(
                new DocumentRef(ME, origin.documentId(ME)),
                Sha256.of(text),
                new Chunk(0, 0, text.length(), text),
                title,
                null,
                Category.ARTICLE,
                null,
                1);
    }

    private List<EmbeddedChunk> chunks(String text) {
        var chunks = new ArrayList<EmbeddedChunk>();
        int start = 0;
        for (var paragraph : List.of(text.split("\n\n", -1))) {
            int end = start + paragraph.length();
            var chunk = new Chunk(chunks.size(), start, end, paragraph);
            chunks.add(new EmbeddedChunk(chunk, embedder.embed(paragraph)));
            start = end + 2;
        }
        return chunks;
    }
}
