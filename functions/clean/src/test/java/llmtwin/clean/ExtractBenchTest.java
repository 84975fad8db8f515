package llmtwin.clean;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import llmtwin.core.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtractBenchTest {
    private static final String PAGE =
            "<html><body><p>Two beds and one bench are enough for anybody.</p></body></html>";

    @TempDir
    private Path folder;

    @Test
    void every_page_of_a_folder_gets_its_text() throws IOException {
        Files.createDirectory(folder.resolve("html"));
        Files.writeString(folder.resolve("html/b.html"), PAGE);
        try (var zipped = new GZIPOutputStream(Files.newOutputStream(folder.resolve("html/a.html.gz")))) {
            zipped.write(PAGE.getBytes(StandardCharsets.UTF_8));
        }
        var report = new ByteArrayOutputStream();

        ExtractBench.run(
                folder,
                folder.resolve("out.json"),
                Duration.ZERO,
                new PrintWriter(report, true, StandardCharsets.UTF_8));

        var written = Json.tree(Files.readString(folder.resolve("out.json")));
        assertEquals(
                "Two beds and one bench are enough for anybody.\n",
                written.path("a").asString());
        assertEquals(written.path("a"), written.path("b"));
        assertTrue(
                report.toString(StandardCharsets.UTF_8).startsWith("2 pages in "),
                report.toString(StandardCharsets.UTF_8));
    }

    @Test
    void a_folder_without_pages_is_an_error() {
        assertThrows(
                IllegalArgumentException.class,
                () -> ExtractBench.run(
                        folder,
                        folder.resolve("out.json"),
                        Duration.ZERO,
                        new PrintWriter(System.out, true, StandardCharsets.UTF_8)));
    }
}
