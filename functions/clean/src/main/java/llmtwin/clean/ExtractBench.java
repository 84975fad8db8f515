package llmtwin.clean;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import llmtwin.core.Json;

/// Measures text extraction on pages kept in files: writes what was extracted, for a scorer, and says how long it took.
public final class ExtractBench {
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final String GZIPPED = ".html.gz";
    private static final String PLAIN = ".html";

    private ExtractBench() {}

    /// Extracts every page with one thread, for ten seconds until the code is warm, then once more to measure.
    ///
    /// @param data a folder with `*.html` or `*.html.gz`, or one with such a folder named `html`
    /// @param out gets `{page id: plain text}`, by id; an id is the file's name without those endings
    /// @throws IllegalArgumentException if there is no page
    public static void run(Path data, Path out, PrintWriter report) throws IOException {
        run(data, out, WARM_UP, report);
    }

    /// Extracts every page with one thread, over and over until the code is warm, then once more to measure.
    ///
    /// @param warmUp at least one pass over the pages is made
    /// @param data a folder with `*.html` or `*.html.gz`, or one with such a folder named `html`
    /// @param out gets `{page id: plain text}`, by id; an id is the file's name without those endings
    /// @throws IllegalArgumentException if there is no page
    static void run(Path data, Path out, Duration warmUp, PrintWriter report) throws IOException {
        var pages = pages(Files.isDirectory(data.resolve("html")) ? data.resolve("html") : data);
        if (pages.isEmpty()) {
            throw new IllegalArgumentException(data + " has no .html or .html.gz file");
        }
        long start = System.nanoTime();
        do {
            pages.values().forEach(ExtractBench::plainText);
        } while (System.nanoTime() - start < warmUp.toNanos());
        var texts = new TreeMap<String, String>();
        var millis = new ArrayList<Double>();
        pages.forEach((id, bytes) -> {
            long before = cpuNanos();
            texts.put(id, plainText(bytes));
            millis.add((cpuNanos() - before) / 1e6);
        });
        Files.writeString(out, Json.write(texts));
        report.println(summary(millis));
    }

    /// What this thread has worked, however busy the machine is.
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static Map<String, byte[]> pages(Path folder) throws IOException {
        var pages = new TreeMap<String, byte[]>();
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                var name = file.getFileName().toString();
                if (name.endsWith(GZIPPED)) {
                    pages.put(name.substring(0, name.length() - GZIPPED.length()), unzipped(file));
                } else if (name.endsWith(PLAIN)) {
                    pages.put(name.substring(0, name.length() - PLAIN.length()), Files.readAllBytes(file));
                }
            }
        }
        return pages;
    }

    private static byte[] unzipped(Path file) throws IOException {
        try (var unzipped = new GZIPInputStream(Files.newInputStream(file))) {
            return unzipped.readAllBytes();
        }
    }

    private static String plainText(byte[] page) {
        return VisibleText.of(PlainText.of(MainContent.of(HtmlExtractor.parsed(page, "", ""))));
    }

    private static String summary(List<Double> millis) {
        double seconds = millis.stream().mapToDouble(Double::doubleValue).sum() / 1e3;
        var sorted = millis.stream().sorted().toList();
        return String.format(
                Locale.ROOT,
                "%d pages in %.2f s, %.0f pages/s on one core; per page %.1f ms (median), %.1f ms (95 %%), %.1f ms (most)",
                millis.size(),
                seconds,
                millis.size() / seconds,
                percentile(sorted, 50),
                percentile(sorted, 95),
                sorted.getLast());
    }

    /// By nearest rank.
    private static double percentile(List<Double> sorted, int percent) {
        return sorted.get((int) Math.ceil(sorted.size() * percent / 100.0) - 1);
    }
}
