package llmtwin.clean;

import java.util.Optional;
import org.jsoup.nodes.Element;

/// reStructuredText, as the documentation of Python projects is written.
final class RstExtractor implements Extractor {
    private static final String FIELDS = "field-list";

    @Override
    public CleanOutcome extract(byte[] bytes, Hints hints) {
        var text = Lines.normalised(TextDecoder.plain(bytes)).replace("\t", "        ");
        var rst = new RstBody();
        var body = rst.html(text.lines().toList());
        var fields = rst.fields();
        var facts = new Facts()
                .title(FIELDS, Optional.ofNullable(fields.get("title")))
                .title("heading", Optional.ofNullable(body.selectFirst("h1")).map(Element::text))
                .author(FIELDS, Optional.ofNullable(fields.get("author")))
                .author(FIELDS, Optional.ofNullable(fields.get("authors")))
                .language(FIELDS, Optional.ofNullable(fields.get("language")))
                .published(FIELDS, Optional.ofNullable(fields.get("date")))
                .modified(FIELDS, Optional.ofNullable(fields.get("modified")))
                .licence(FIELDS, Optional.ofNullable(fields.get("license")));
        return new CleanOutcome.Text("rst", facts.metadata(hints), HtmlToMarkdown.of(body));
    }
}
