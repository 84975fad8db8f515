package llmtwin.clean;

import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A web page saved with all it shows into one file (RFC 2557): its page is read as if it had been fetched.
final class MhtmlExtractor implements Extractor {
    private static final Pattern START = Pattern.compile("\\bstart=\"?([^\";\\s]+)", Pattern.CASE_INSENSITIVE);

    private final Extractor pages = new HtmlExtractor();

    @Override
    public CleanOutcome extract(byte[] bytes, Hints hints) {
        MimeMessage message;
        try {
            message = MimeMessage.of(bytes);
        } catch (IOException e) {
            return new CleanOutcome.Unreadable("the MHTML cannot be read: " + e.getMessage());
        }
        var page = page(message);
        if (page.isEmpty()) {
            return new CleanOutcome.Nothing("the MHTML has no page");
        }
        var outcome = pages.extract(page.get().bytes(), hints(hints, message, page.get()));
        return outcome instanceof CleanOutcome.Text text
                ? new CleanOutcome.Text("mhtml", text.metadata(), text.text())
                : outcome;
    }

    /// The part the message names as its start; else the first page.
    private static Optional<MimeMessage.Part> page(MimeMessage message) {
        var pages = message.texts().stream()
                .filter(part -> part.is("text/html") || part.is("application/xhtml+xml"))
                .toList();
        var start = START.matcher(message.field("content-type").orElse(""));
        var named = start.find() ? start.group(1) : "";
        return pages.stream()
                .filter(part -> part.header().getOrDefault("content-id", "").equals(named))
                .findFirst()
                .or(() -> pages.stream().findFirst());
    }

    private static Hints hints(Hints hints, MimeMessage message, MimeMessage.Part page) {
        URI url = hints.url() != null
                ? hints.url()
                : Optional.ofNullable(page.header().get("content-location"))
                        .or(() -> message.field("snapshot-content-location"))
                        .flatMap(Links::web)
                        .orElse(null);
        return new Hints(
                page.contentType().toLowerCase(Locale.ROOT), hints.name(), url, hints.handler(), hints.entry());
    }
}
