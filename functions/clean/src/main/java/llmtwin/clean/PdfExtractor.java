package llmtwin.clean;

import java.io.IOException;
import java.time.Instant;
import java.util.Calendar;
import java.util.Optional;
import java.util.regex.Pattern;
import llmtwin.core.Metadata;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.jspecify.annotations.Nullable;

/// The text layer of a PDF, its paragraphs put together again.
final class PdfExtractor implements Extractor {
    private static final String INFO = "pdf-info";
    private static final int MAX_PAGES = 5_000;
    /// What programs write as a title when nobody gave one.
    private static final Pattern NO_TITLE =
            Pattern.compile("(?i)untitled.*|microsoft word - .*|.*\\.(pdf|docx?|tex|dvi|indd|rtf|odt)|\\W*|unknown");

    @Override
    public CleanOutcome extract(byte[] bytes, Hints hints) {
        if (PdfStreams.expandTooFar(bytes)) {
            return unreadable("a part of it expands to more than " + PdfStreams.MAX_EXPANDED_MB + " MB");
        }
        try (var document = Loader.loadPDF(bytes)) {
            return text(document, hints);
        } catch (InvalidPasswordException _) {
            return new CleanOutcome.Unreadable(
                    "the PDF is password-protected; save it without a password and send it again");
        } catch (IOException e) {
            return unreadable(String.valueOf(e.getMessage()));
        } catch (RuntimeException | StackOverflowError e) {
            // What PDFBox throws at files that break the format in ways it does not expect.
            return unreadable("it breaks the format (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static CleanOutcome unreadable(String reason) {
        return new CleanOutcome.Unreadable("the PDF cannot be read: " + reason);
    }

    private static CleanOutcome text(PDDocument document, Hints hints) throws IOException {
        int pages = document.getNumberOfPages();
        if (pages > MAX_PAGES) {
            return unreadable("it has " + pages + " pages; at most " + MAX_PAGES + " are read");
        }
        var paragraphs = PdfParagraphs.of(PdfLines.of(document));
        if (paragraphs.markdown().isBlank()) {
            return new CleanOutcome.Nothing(
                    "the PDF has no text layer (scanned pages); send it through text recognition first");
        }
        return new CleanOutcome.Text("pdf", metadata(document, paragraphs, hints), paragraphs.markdown());
    }

    private static Metadata metadata(PDDocument document, PdfParagraphs paragraphs, Hints hints) {
        var info = document.getDocumentInformation();
        return new Facts()
                .title(
                        INFO,
                        text(info.getTitle())
                                .filter(written -> !NO_TITLE.matcher(written).matches()))
                .title("heading", paragraphs.title())
                .author(INFO, text(info.getAuthor()))
                .language(INFO, text(document.getDocumentCatalog().getLanguage()))
                .publishedAt(INFO, time(info.getCreationDate()))
                .modifiedAt(INFO, time(info.getModificationDate()))
                .metadata(hints);
    }

    private static Optional<Instant> time(@Nullable Calendar calendar) {
        return Optional.ofNullable(calendar).map(Calendar::toInstant);
    }

    private static Optional<String> text(@Nullable String written) {
        return Optional.ofNullable(written).map(Lines::squeezed).filter(text -> !text.isEmpty());
    }
}
