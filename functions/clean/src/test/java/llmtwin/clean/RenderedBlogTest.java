package llmtwin.clean;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Several hundred posts in the themes of blogs, measured by runs of four words as article extraction is elsewhere.
class RenderedBlogTest {
    private static final Pattern WORD = Pattern.compile("(?U)\\w+");
    private static final int POSTS = 300;
    private static final int RUN = 4;

    @ParameterizedTest
    @EnumSource
    void posts_are_read_back_from_every_theme(BlogTheme theme) {
        double precision = 0;
        double recall = 0;
        var wrong = new ArrayList<Integer>();
        for (int number = 0; number < POSTS; number++) {
            var post = BlogPost.of(number);
            var found = runs(text(theme.page(post, number)));
            var expected = runs(post.text());
            precision += (double) shared(found, expected) / Math.max(1, size(found)) / POSTS;
            recall += (double) shared(found, expected) / size(expected) / POSTS;
            if (!found.equals(expected)) {
                wrong.add(number);
            }
        }

        double f1 = 2 * precision * recall / (precision + recall);

        System.out.printf(Locale.ROOT, "%s F1 %.4f, precision %.4f, recall %.4f%n", theme, f1, precision, recall);
        assertTrue(f1 >= 0.995, "F1 " + f1 + ", not exact are " + wrong);
    }

    private static String text(String page) {
        return PlainText.of(MainContent.of(HtmlExtractor.parsed(page.getBytes(UTF_8), "", "")));
    }

    private static Map<List<String>, Integer> runs(String text) {
        var words = WORD.matcher(text).results().map(MatchResult::group).toList();
        var runs = new HashMap<List<String>, Integer>();
        for (int i = 0; i + RUN <= Math.max(RUN, words.size()); i++) {
            runs.merge(words.subList(i, Math.min(i + RUN, words.size())), 1, Integer::sum);
        }
        return runs;
    }

    private static int size(Map<List<String>, Integer> runs) {
        return runs.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static int shared(Map<List<String>, Integer> found, Map<List<String>, Integer> expected) {
        return expected.entrySet().stream()
                .mapToInt(run -> Math.min(run.getValue(), found.getOrDefault(run.getKey(), 0)))
                .sum();
    }
}
