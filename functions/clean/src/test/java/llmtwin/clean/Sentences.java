package llmtwin.clean;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// One sentence about a garden in each of many languages.
final class Sentences {
    private static final Map<String, String> BY_LANGUAGE = read();

    private Sentences() {}

    /// BCP 47 tags, in alphabetical order.
    static List<String> languages() {
        return List.copyOf(BY_LANGUAGE.keySet());
    }

    static String in(String language) {
        return Optional.ofNullable(BY_LANGUAGE.get(language)).orElseThrow();
    }

    private static Map<String, String> read() {
        var sentences = new TreeMap<String, String>();
        try (var lines = Files.lines(Path.of("src/test/resources/language/sentences.txt"), UTF_8)) {
            lines.map(line -> line.split(" ", 2)).forEach(parts -> sentences.put(parts[0], parts[1]));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return sentences;
    }
}
