package llmtwin.clean;

import java.util.Locale;
import llmtwin.core.Metadata;

/// Turns the bytes of a document into faithful text, or says why there is none.
final class Cleaner {
    private static final String SUPPORTED = "send .md .txt .html .pdf or .docx";

    private final Extractor html = new HtmlExtractor();
    private final Extractor markdown = new MarkdownExtractor();
    private final Extractor plainText = new PlainTextExtractor();

    CleanOutcome clean(byte[] bytes, Hints hints) {
        if (bytes.length == 0) {
            return new CleanOutcome.Nothing("the file is empty");
        }
        var kind = FileKind.of(bytes, hints);
        if (kind.isEmpty()) {
            return new CleanOutcome.Unreadable(unsupported(hints));
        }
        var outcome = switch (kind.get()) {
            case HTML -> html.extract(bytes, hints);
            case MARKDOWN -> markdown.extract(bytes, hints);
            case TEXT -> plainText.extract(bytes, hints);
            case PDF, DOCX, OLE2 -> new CleanOutcome.Unreadable(unsupported(hints));
        };
        return outcome instanceof CleanOutcome.Text text ? visible(text) : outcome;
    }

    private static CleanOutcome visible(CleanOutcome.Text made) {
        var text = VisibleText.of(made.text());
        var count = WordCount.of(text);
        if (count.tooFew()) {
            return new CleanOutcome.Nothing(
                    count.words() == 0
                            ? "no text was found"
                            : "only " + count.words() + (count.words() == 1 ? " word" : " words") + " of text "
                                    + (count.words() == 1 ? "was" : "were") + " found");
        }
        return new CleanOutcome.Text(made.extractor(), visible(made.metadata()), text);
    }

    private static Metadata visible(Metadata made) {
        var title = Lines.squeezed(VisibleText.of(made.title()));
        return new Metadata(
                title.isEmpty() ? "Untitled" : title,
                made.category(),
                made.author() == null ? null : Lines.squeezed(VisibleText.of(made.author())),
                made.language(),
                made.published(),
                made.modified(),
                made.url());
    }

    private static String unsupported(Hints hints) {
        if (!hints.extension().isEmpty()) {
            return "." + hints.extension() + " files are not supported; " + SUPPORTED;
        }
        var type = hints.mediaType().isEmpty() ? "this kind of content" : hints.mediaType();
        return type.toLowerCase(Locale.ROOT) + " is not supported; " + SUPPORTED;
    }
}
