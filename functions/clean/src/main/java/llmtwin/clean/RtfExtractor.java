package llmtwin.clean;

import java.io.IOException;
import java.util.Optional;
import llmtwin.clean.RtfState.Destination;
import org.jsoup.nodes.Element;

/// A document in Rich Text Format, as WordPad, TextEdit and old word processors write it.
final class RtfExtractor implements Extractor {
    private static final String INFO = "rtf-info";

    @Override
    public CleanOutcome extract(byte[] bytes, Hints hints) {
        RtfReader rtf;
        try {
            rtf = RtfReader.of(bytes);
        } catch (IOException e) {
            return new CleanOutcome.Unreadable("the RTF cannot be read: " + e.getMessage());
        }
        var body = rtf.html();
        var metadata = new Facts()
                .title(INFO, rtf.fact(Destination.TITLE))
                .title("heading", Optional.ofNullable(body.selectFirst("h1")).map(Element::text))
                .author(INFO, rtf.fact(Destination.AUTHOR))
                .published(INFO, rtf.time(Destination.CREATED))
                .modified(INFO, rtf.time(Destination.REVISED))
                .metadata(hints);
        return new CleanOutcome.Text("rtf", metadata, HtmlToMarkdown.of(body));
    }
}
