package llmtwin.unpack;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// What the writer of a mail wrote: without quoted mails, the line that introduces them, and the signature.
final class MailText {
    /// `-- ` starts a signature (RFC 3676, section 4.3).
    private static final Pattern SIGNATURE = Pattern.compile("--\\s?");
    /// `-----Original Message-----`, in any language.
    private static final Pattern FORWARDED = Pattern.compile("[-_]{3,}.{0,60}[-_]{3,}|_{20,}");
    private static final Pattern HEADER = Pattern.compile("\\*?(?:From|Von|De|Da|Van|Från|Fra|Od)\\s?:\\*? .*@?.*");
    private static final Pattern HEADER_NEXT = Pattern.compile(
            "\\*?(?:Sent|Date|To|Gesendet|Datum|An|Envoyé|À|Enviado|Fecha|Para|Inviato|Data|Verzonden|Aan)\\s?:\\*? .*");
    /// `On Friday, A. Writer <a@example.org> wrote:`, in any language: a digit or an address, and a colon at the end.
    private static final Pattern ATTRIBUTION = Pattern.compile("(?s)(?=.*(?:\\d|@)).{8,300}[:：]");
    private static final String QUOTED_HTML =
            ".gmail_quote, .gmail_signature, .gmail_attr, .moz-cite-prefix, .moz-signature, .yahoo_quoted, .protonmail_quote,"
                    + " blockquote[type=cite], #divRplyFwdMsg, #divRplyFwdMsg ~ *, #appendonsend, #appendonsend ~ *,"
                    + " .OutlookMessageHeader, [name=messageReplySection], [name=messageSignatureSection]";

    private MailText() {}

    static String own(String text) {
        var kept = new ArrayList<String>();
        var lines = text.replace("\r\n", "\n").split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            var line = lines[i].stripTrailing();
            boolean header = i + 1 < lines.length
                    && HEADER.matcher(line).matches()
                    && HEADER_NEXT.matcher(lines[i + 1].stripTrailing()).matches();
            if (header
                    || SIGNATURE.matcher(lines[i]).matches()
                    || FORWARDED.matcher(line.strip()).matches()) {
                break;
            }
            if (!line.startsWith(">")) {
                kept.add(line);
            } else if (i == 0 || !lines[i - 1].startsWith(">")) {
                withoutAttribution(kept);
            }
        }
        return String.join("\n", kept).replaceAll("\n{3,}", "\n\n").strip();
    }

    /// The attribution stands before the quote and takes up to three lines.
    private static void withoutAttribution(List<String> lines) {
        int end = lines.size();
        while (end > 0 && lines.get(end - 1).isBlank()) {
            end--;
        }
        for (int start = end - 1; start >= Math.max(0, end - 3); start--) {
            if (lines.get(start).isBlank()) {
                return;
            }
            if (ATTRIBUTION
                    .matcher(String.join("\n", lines.subList(start, end)))
                    .matches()) {
                boolean begins = start == 0 || lines.get(start - 1).isBlank();
                if (begins) {
                    lines.subList(start, lines.size()).clear();
                    return;
                }
            }
        }
    }

    static String own(Document page) {
        page.select(QUOTED_HTML).forEach(Element::remove);
        return page.body().html().strip();
    }
}
