package llmtwin.clean;

import java.nio.charset.StandardCharsets;
import llmtwin.core.Category;
import llmtwin.core.Metadata;
import llmtwin.core.UploadKind;

/// Turns the bytes of a document into faithful text, or says why there is none.
final class Cleaner {
    private static final String SUPPORTED = "send " + String.join(" ", UploadKind.supported()) + " or source code";

    private final Extractor html = new HtmlExtractor();
    private final Extractor markdown = new MarkdownExtractor();
    private final Extractor plainText = new PlainTextExtractor();
    private final Extractor pdf = new PdfExtractor();
    private final Extractor docx = new DocxExtractor();
    private final Extractor odt = new OdtExtractor();
    private final Extractor epub = new EpubExtractor();
    private final Extractor rtf = new RtfExtractor();
    private final Extractor email = new EmailExtractor();
    private final Extractor mhtml = new MhtmlExtractor();
    private final Extractor rst = new RstExtractor();
    private final Extractor notebook = new NotebookExtractor();
    private final Extractor source = new SourceExtractor();
    private final Extractor piece = new PieceExtractor();

    CleanOutcome clean(byte[] bytes, Hints hints) {
        if (bytes.length == 0) {
            return new CleanOutcome.Nothing("the file is empty");
        }
        var kind = FileKind.of(bytes, hints);
        if (kind.isEmpty()) {
            return new CleanOutcome.Unreadable(unsupported(hints));
        }
        var outcome = outcome(kind.get(), bytes, hints);
        return outcome instanceof CleanOutcome.Text text ? visible(text) : outcome;
    }

    private CleanOutcome outcome(FileKind kind, byte[] bytes, Hints hints) {
        try {
            return extracted(kind, bytes, hints);
        } catch (Markup.TooMuch e) {
            return new CleanOutcome.Unreadable(String.valueOf(e.getMessage()));
        }
    }

    private CleanOutcome extracted(FileKind kind, byte[] bytes, Hints hints) {
        return switch (kind) {
            case HTML -> html.extract(bytes, hints);
            case MARKDOWN -> markdown.extract(bytes, hints);
            case TEXT -> plainText.extract(bytes, hints);
            case PDF -> pdf.extract(bytes, hints);
            case DOCX -> docx.extract(bytes, hints);
            case ODT -> odt.extract(bytes, hints);
            case EPUB -> epub.extract(bytes, hints);
            case RTF -> rtf.extract(bytes, hints);
            case EMAIL -> email.extract(bytes, hints);
            case MHTML -> mhtml.extract(bytes, hints);
            case RST -> rst.extract(bytes, hints);
            case NOTEBOOK -> notebook.extract(bytes, hints);
            case SOURCE -> source.extract(bytes, hints);
            case PIECE -> piece.extract(bytes, hints);
            case ARCHIVE -> new CleanOutcome.Archive();
            case OLE2 -> new CleanOutcome.Unreadable(oldOffice(bytes, hints));
        };
    }

    private static CleanOutcome visible(CleanOutcome.Text made) {
        var text = VisibleText.of(made.text());
        var count = WordCount.of(text);
        boolean maySaySoLittle = made.metadata().category() == Category.POST && count.words() > 0;
        if (count.tooFew() && !maySaySoLittle) {
            return new CleanOutcome.Nothing(
                    count.words() == 0
                            ? "no text was found"
                            : "only " + count.words() + (count.words() == 1 ? " word" : " words") + " of text "
                                    + (count.words() == 1 ? "was" : "were") + " found");
        }
        var own = made.own() == null ? null : VisibleText.of(made.own());
        var metadata = LanguageHeuristic.settled(visible(made.metadata()), own == null ? text : own);
        return new CleanOutcome.Text(made.extractor(), metadata, text, own);
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
                made.url(),
                made.site() == null ? null : Lines.squeezed(VisibleText.of(made.site())),
                made.licence() == null ? null : Lines.squeezed(VisibleText.of(made.licence())),
                made.handler(),
                made.from());
    }

    /// An encrypted Office file lies in the same container as one of Word 97.
    private static String oldOffice(byte[] bytes, Hints hints) {
        boolean encrypted = Bytes.contains(bytes, "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE));
        if (encrypted || hints.extension().equals("docx")) {
            return "the document is password-protected; save it without a password and send it again";
        }
        return hints.extension().equals("doc")
                ? "Word 97 .doc files are not supported; save it as .docx and send it again"
                : unsupported(hints);
    }

    private static String unsupported(Hints hints) {
        var extension = hints.extension();
        if (UploadKind.of("a." + extension).isPresent()) {
            return "the content of this ." + extension + " file is not text; " + SUPPORTED;
        }
        var kind = !extension.isEmpty()
                ? "." + extension + " files are"
                : (hints.mediaType().isEmpty() ? "this kind of content" : hints.mediaType()) + " is";
        return kind + " not supported; " + SUPPORTED;
    }
}
