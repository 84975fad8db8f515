package llmtwin.clean;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import llmtwin.core.Category;

/// Markdown as it was written: only its front matter moves to the metadata.
final class MarkdownExtractor implements Extractor {
    private static final String FRONT_MATTER = "front-matter";
    private static final Pattern HEADING = Pattern.compile("(?m)^#[ \\t]+(.+?)[ \\t]*#*[ \\t]*$");
    private static final Pattern CODE_BLOCK = Pattern.compile("(?ms)^(```|~~~).*?^\\1");

    @Override
    public CleanOutcome extract(byte[] bytes, Hints hints) {
        var file = FrontMatter.split(Lines.normalised(TextDecoder.plain(bytes)));
        var front = file.facts();
        var facts = new Facts()
                .category(front.text("category")
                        .flatMap(MarkdownExtractor::category)
                        .orElse(null))
                .title(FRONT_MATTER, front.text("title"))
                .title("heading", heading(file.body()))
                .author(FRONT_MATTER, front.text("author", "authors"))
                .language(FRONT_MATTER, front.text("lang", "language"))
                .published(FRONT_MATTER, front.text("date", "published"))
                .modified(FRONT_MATTER, front.text("updated", "modified", "lastmod"))
                .licence(FRONT_MATTER, front.text("license", "licence"))
                .url(
                        FRONT_MATTER,
                        front.text("canonical_url", "canonical", "url").flatMap(Links::web));
        return new CleanOutcome.Text("markdown", facts.metadata(hints), file.body());
    }

    private static Optional<String> heading(String body) {
        var heading = HEADING.matcher(CODE_BLOCK.matcher(body).replaceAll(""));
        return heading.find() ? Optional.of(Lines.plain(heading.group(1))) : Optional.empty();
    }

    private static Optional<Category> category(String label) {
        try {
            return Optional.of(Category.ofLabel(label.toLowerCase(Locale.ROOT)));
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // A blog's own category, such as "gardening".
        }
    }
}
