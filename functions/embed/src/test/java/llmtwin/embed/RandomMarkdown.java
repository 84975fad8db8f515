package llmtwin.embed;

import java.util.List;
import java.util.Random;

/// Markdown that no person would write: every mark in every place.
final class RandomMarkdown {
    private static final List<String> PARTS = List.of(
            "word ",
            "another ",
            "Sentence ends here. ",
            "e.g. ",
            "\n",
            "\n\n",
            "\n\n\n",
            "# Heading\n",
            "### Deeper\n\n",
            "- item\n",
            "  * nested item\n",
            "1. first\n",
            "```\n",
            "```java\nint x = 1;\n```\n",
            "~~~\n",
            "| a | b |\n",
            "> quote\n",
            "天地玄黄。",
            "ไม่มีช่องว่าง",
            "한국어 ",
            "😀",
            "👩‍👩‍👧",
            "\u0301",
            "\u00a0",
            "\u200b",
            "\u000b",
            "\ufeff",
            "\t",
            "\r\n",
            "!?…",
            "https://example.org/a?b=c&d=e ",
            "0123456789abcdef",
            "\ud83d",
            "\ude00",
            "\u0000",
            "CamelCaseIdentifier",
            "x".repeat(130),
            "İ",
            "ﷺ",
            "각각각");

    private RandomMarkdown() {}

    /// Between nothing and some 40 chunks.
    static String of(long seed) {
        var random = new Random(seed);
        var text = new StringBuilder();
        int parts = random.nextInt(1 + random.nextInt(3_000));
        for (int i = 0; i < parts; i++) {
            var part = PARTS.get(random.nextInt(PARTS.size()));
            // Mostly words, now and then a long run of the same.
            text.append(random.nextInt(3) > 0 ? "plain text " : part.repeat(random.nextInt(40) == 0 ? 60 : 1));
        }
        return text.toString();
    }
}
