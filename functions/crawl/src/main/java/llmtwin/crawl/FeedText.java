package llmtwin.crawl;

import java.util.Locale;
import java.util.regex.Pattern;
import llmtwin.core.Piece;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/// What a feed has of a document.
///
/// @param format HTML or plain text
/// @param body all that the entry has as its content
/// @param summary what it has as its description, in plain text; may be empty
record FeedText(Piece.Format format, String body, String summary) {
    /// Fewer words than this may be all of a note, but also the first paragraph of an article.
    private static final int FEWEST_WORDS = 100;

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}\\p{M}'’_-]+");
    /// Scripts that put no spaces between words; two of their letters count as a word.
    private static final Pattern UNSPACED = Pattern.compile(
            "[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}\\p{IsLao}\\p{IsKhmer}\\p{IsMyanmar}]");
    /// How a text ends that goes on elsewhere.
    private static final Pattern GOES_ON = Pattern.compile("(?:…|\\.{3}|\\[…]|\\[\\.{3}])\\W{0,3}$"
            + "|\\b(?:continue reading|keep reading|read (?:more|on|the (?:full|rest|whole|entire))|weiterlesen"
            + "|lire la suite|seguir leyendo|leer más|continua a leggere|leggi tutto|lees verder|continuar lendo"
            + "|läs mer|les mer|læs mere|czytaj dalej|читать далее)\\b.{0,80}$");
    /// What WordPress puts at the end of everything in a feed.
    private static final Pattern FOOTER = Pattern.compile("The post .{1,300} (?:first appeared|appeared first) on .+");

    /// The same without what the software that made the feed added.
    static FeedText of(Piece.Format format, String body, String summary) {
        return format == Piece.Format.HTML
                ? new FeedText(format, withoutFooter(body), withoutFooter(Jsoup.parse(summary)))
                : new FeedText(format, body.strip(), Jsoup.parse(summary).text());
    }

    /// Whether it is the document and not its beginning: it is long enough, not shorter than the description, and does
    /// not end by leading on.
    boolean isWhole() {
        var text = format == Piece.Format.HTML ? Jsoup.parse(body).text() : body.replaceAll("\\s+", " ");
        return words(text) >= FEWEST_WORDS
                && text.length() >= summary.length()
                && !GOES_ON.matcher(text.strip().toLowerCase(Locale.ROOT)).find();
    }

    private static long words(String text) {
        long unspaced = UNSPACED.matcher(text).results().count();
        return unspaced / 2
                + WORD.matcher(UNSPACED.matcher(text).replaceAll(" ")).results().count();
    }

    private static String withoutFooter(String html) {
        var page = Jsoup.parse(html);
        var last = page.body().lastElementChild();
        if (last == null || !FOOTER.matcher(last.text()).matches()) {
            return html;
        }
        last.remove();
        page.outputSettings().prettyPrint(false);
        return page.body().html();
    }

    private static String withoutFooter(Document summary) {
        return FOOTER.matcher(summary.text()).replaceFirst("").strip();
    }
}
