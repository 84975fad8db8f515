package llmtwin.clean;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import llmtwin.core.Json;
import org.jsoup.Jsoup;

/// Writes the main content of every `*.html.gz` of a folder as `{page id: plain text}`, for the scorers of test data.
/// Arguments: the folder, the file to write.
final class ExtractFolder {
    private ExtractFolder() {}

    public static void main(String[] arguments) throws IOException {
        var texts = new TreeMap<String, String>();
        try (var files = Files.list(Path.of(arguments[0]))) {
            for (var file : files.sorted().toList()) {
                var id = file.getFileName().toString().replace(".html.gz", "");
                try (var unzipped = new GZIPInputStream(Files.newInputStream(file))) {
                    texts.put(id, plainText(unzipped.readAllBytes()));
                }
            }
        }
        Files.writeString(Path.of(arguments[1]), Json.write(texts));
    }

    private static String plainText(byte[] bytes) {
        return MainContent.of(Jsoup.parse(TextDecoder.html(bytes, ""), "")).text();
    }
}
