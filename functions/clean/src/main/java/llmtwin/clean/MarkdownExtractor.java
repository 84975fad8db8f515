package llmtwin.clean;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import llmtwin.core.Category;
import llmtwin.core.Metadata;

/// Markdown as it was written: only its front matter moves to the metadata.
final class MarkdownExtractor implements Extractor {
    private static final Pattern HEADING = Pattern.compile("(?m)^#[ \\t]+(.+?)[ \\t]*#*[ \\t]*$");
    private static final Pattern CODE_BLOCK = Pattern.compile("(?ms)^(```|~~~).*?^\\1");

    @Override
    public CleanOutcome extract(byte[] bytes, Hints hints) {
        var file = FrontMatter.split(Lines.normalised(TextDecoder.plain(bytes)));
        var facts = file.facts();
        var metadata = new Metadata(
                facts.text("title").orElseGet(() -> heading(file.body(), hints)),
                facts.text("category").flatMap(MarkdownExtractor::category).orElse(Category.ARTICLE),
                facts.text("author", "authors").orElse(null),
                facts.text("lang", "language").flatMap(Languages::tag).orElse(null),
                facts.text("date", "published").flatMap(Dates::parse).orElse(null),
                facts.text("updated", "modified", "lastmod")
                        .flatMap(Dates::parse)
                        .orElse(null),
                facts.text("canonical_url", "canonical", "url")
                        .flatMap(Links::web)
                        .orElse(hints.url()));
        return new CleanOutcome.Text("markdown", metadata, file.body());
    }

    private static String heading(String body, Hints hints) {
        var heading = HEADING.matcher(CODE_BLOCK.matcher(body).replaceAll(""));
        return heading.find() ? Lines.plain(heading.group(1)) : hints.titleFromName();
    }

    private static Optional<Category> category(String label) {
        try {
            return Optional.of(Category.ofLabel(label.toLowerCase(Locale.ROOT)));
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // A blog's own category, such as "gardening".
        }
    }
}
