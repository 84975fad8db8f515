package llmtwin.embed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import llmtwin.core.Chunk;
import llmtwin.embedding.OnnxEmbedder;
import org.junit.jupiter.api.Test;

/// Measures how fast a folder of Markdown is cut and embedded, and in how much memory. Runs when named only:
///
///     mvn -pl functions/embed -am test -Dtest=EmbeddingSpeed -Dsurefire.failIfNoSpecifiedTests=false -Dfolder=…
class EmbeddingSpeed {
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    @Test
    void of_a_folder() throws IOException {
        var folder = Path.of(Objects.requireNonNull(System.getProperty("folder"), "-Dfolder=… is missing"));
        long start = System.nanoTime();
        var embedder = OnnxEmbedder.shared();
        embedder.embed("first");
        System.out.printf("loaded and first text embedded in %.2f s%n", seconds(start));

        start = System.nanoTime();
        var chunks = chunks(folder, new Chunker(embedder));
        System.out.printf("%d chunks cut in %.2f s%n", chunks.size(), seconds(start));
        assertFalse(chunks.isEmpty());
        var tokens = chunks.stream().mapToInt(chunk -> embedder.tokens(chunk.text()));
        System.out.printf("%.0f tokens in each on average%n", tokens.average().orElse(0));

        for (int threads = 1; threads <= Runtime.getRuntime().availableProcessors(); threads *= 2) {
            measure(new ParallelEmbedding(embedder, threads), threads, chunks);
        }
        try (var status = Files.lines(Path.of("/proc/self/status"))) {
            status.filter(line -> line.startsWith("VmHWM")).forEach(System.out::println);
        }
    }

    private static void measure(ParallelEmbedding embedding, int threads, List<Chunk> chunks) {
        for (int round = 1; round <= 3; round++) {
            long start = System.nanoTime();
            long processor = PROCESS.getProcessCpuTime();
            assertEquals(chunks.size(), embedding.of(chunks, Map.of()).size());
            System.out.printf(
                    "%d threads: %.1f chunks/s, %.1f ms of processor time each%n",
                    threads,
                    chunks.size() / seconds(start),
                    (PROCESS.getProcessCpuTime() - processor) / 1e6 / chunks.size());
        }
    }

    private static List<Chunk> chunks(Path folder, Chunker chunker) throws IOException {
        var chunks = new ArrayList<Chunk>();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(path -> path.toString().endsWith(".md"))
                    .sorted()
                    .toList()) {
                chunks.addAll(chunker.chunk(Files.readString(file)));
            }
        }
        return chunks;
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
