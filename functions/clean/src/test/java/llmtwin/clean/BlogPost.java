package llmtwin.clean;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A made-up blog post.
///
/// @param title not part of the text
/// @param html what a theme puts where its posts go
/// @param text what a reader of the post reads
record BlogPost(String title, String html, String text) {
    private static final List<String> WORDS =
            List.of(("garden soil bench water bean pea frost compost seed bed spade rain shade root leaf "
                            + "grow dig sow wait carry measure pour notice keep lift write compare "
                            + "the a this every some no our one old small wet early late cold warm quiet "
                            + "and but because while until after before when if so then with without under over")
                    .split(" ", -1));

    private static final class Draft {
        private final Random random;
        private final List<String> html = new ArrayList<>();
        private final List<String> text = new ArrayList<>();

        private Draft(long seed) {
            random = new Random(seed);
        }

        private String words(int count) {
            return IntStream.range(0, count)
                    .mapToObj(_ -> WORDS.get(random.nextInt(WORDS.size())))
                    .collect(Collectors.joining(" "));
        }

        private String sentence() {
            var words = words(6 + random.nextInt(14));
            return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
        }

        private String sentences(int count) {
            return IntStream.range(0, count).mapToObj(_ -> sentence()).collect(Collectors.joining(" "));
        }

        private void add(String format, String... parts) {
            html.add(String.format(format, (Object[]) parts));
            text.addAll(List.of(parts));
        }

        private void paragraph() {
            switch (random.nextInt(6)) {
                case 0 -> add("<p>%s <em>%s</em> %s</p>", sentences(2), words(3), sentence());
                case 1 ->
                    add(
                            "<p>%s <a href=\"https://other.example/notes\">%s</a> %s</p>",
                            sentence(), words(4), sentence());
                case 2 -> add("<p>%s <code>%s</code>, <strong>%s</strong>.</p>", sentence(), words(2), words(3));
                default -> add("<p>%s</p>", sentences(1 + random.nextInt(5)));
            }
        }

        private void list() {
            var tag = random.nextBoolean() ? "ul" : "ol";
            html.add("<" + tag + ">");
            for (int items = 3 + random.nextInt(5); items > 0; items--) {
                if (random.nextInt(5) == 0) {
                    add("<li>%s<ul><li>%s</li><li>%s</li></ul></li>", words(5), words(3), words(6));
                } else {
                    add("<li>%s</li>", random.nextBoolean() ? sentence() : words(2 + random.nextInt(4)));
                }
            }
            html.add("</" + tag + ">");
        }

        private void code() {
            var lines = IntStream.range(0, 3 + random.nextInt(12))
                    .mapToObj(i -> "    row_" + i + " = " + words(1) + "(" + words(1) + ", " + i + ")")
                    .collect(Collectors.joining("\n"));
            add("<pre><code class=\"language-python\">%s</code></pre>", lines);
        }

        private void table() {
            add("<table><thead><tr><th>%s</th><th>%s</th></tr></thead><tbody>", words(1), words(2));
            for (int rows = 2 + random.nextInt(6); rows > 0; rows--) {
                add("<tr><td>%s</td><td>%s</td></tr>", words(2), words(3));
            }
            html.add("</tbody></table>");
        }

        private void block(int kind) {
            switch (kind) {
                case 0 -> add("<h2>%s</h2>", words(3));
                case 1 -> list();
                case 2 -> code();
                case 3 -> table();
                case 4 -> add("<blockquote><p>%s</p></blockquote>", sentences(2));
                case 5 ->
                    html.add("<figure><img src=\"/bed.png\" alt=\"A bed\"><figcaption>" + sentence()
                            + "</figcaption></figure>");
                case 6 -> html.add("<p><img src=\"/pot.png\" alt=\"A pot\"></p>");
                default -> paragraph();
            }
        }
    }

    /// The same number gives the same post; short and long ones, heavy with code or lists, and links with a remark.
    static BlogPost of(int number) {
        var draft = new Draft(number);
        var title = "Notes on " + draft.words(3) + " " + number;
        switch (number % 6) {
            case 0 -> {
                draft.add("<p><a href=\"https://other.example/a/%s\">", "");
                draft.add("%s</a></p>", draft.words(6));
                draft.paragraph();
            }
            case 1 -> {
                for (int i = 0; i < 6; i++) {
                    draft.paragraph();
                    draft.code();
                }
            }
            case 2 -> {
                draft.paragraph();
                for (int i = 0; i < 4; i++) {
                    draft.add("<h3>%s</h3>", draft.words(2));
                    draft.list();
                }
            }
            case 3 -> draft.add("<p>%s</p>", draft.sentences(2));
            default -> {
                draft.paragraph();
                for (int blocks = 5 + draft.random.nextInt(40); blocks > 0; blocks--) {
                    draft.block(draft.random.nextInt(12));
                    draft.paragraph();
                }
            }
        }
        return new BlogPost(title, String.join("\n", draft.html), String.join("\n", draft.text));
    }
}
