package llmtwin.unpack;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import llmtwin.core.Category;
import llmtwin.core.ExportOptions;
import llmtwin.core.Piece;
import llmtwin.core.Sha256;
import org.apache.commons.csv.CSVRecord;
import org.jsoup.nodes.Element;

/// The archive that LinkedIn sends its members: `Shares.csv`, `Comments.csv`, `Articles/…html` and much else.
final class LinkedInExport implements Export {
    private static final Pattern SHARES = Pattern.compile("Shares\\.csv");
    private static final Pattern COMMENTS = Pattern.compile("Comments\\.csv");
    private static final Pattern PROFILE = Pattern.compile("Profile\\.csv");
    private static final Predicate<String> ARTICLES = Archive.ending(Pattern.compile("Articles/[^/]+\\.html"));

    @Override
    public String name() {
        return "linkedin";
    }

    @Override
    public boolean recognises(Archive archive) throws IOException {
        for (var list : new Pattern[] {SHARES, COMMENTS, PROFILE}) {
            var entry = archive.find(list);
            if (entry.isPresent() && isLinkedIn(archive.head(entry.get()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLinkedIn(String head) {
        return head.contains("ShareCommentary")
                || (head.contains("Date,Link,Message") || head.contains("First Name,Last Name,Maiden Name"));
    }

    @Override
    public void read(Archive archive, ExportOptions options, Consumer<Member> members) throws IOException {
        var author = author(archive);
        var shares = archive.find(SHARES);
        if (shares.isPresent()) {
            CsvRecords.each(archive, shares.get(), row -> share(row, author, members));
        }
        var comments = archive.find(COMMENTS);
        if (options.comments() && comments.isPresent()) {
            CsvRecords.each(archive, comments.get(), row -> comment(row, author, members));
        }
        archive.each(ARTICLES, members, (entry, bytes) -> article(entry, bytes, author, members));
    }

    private static String author(Archive archive) throws IOException {
        var name = new StringBuilder();
        var profile = archive.find(PROFILE);
        if (profile.isPresent()) {
            CsvRecords.each(archive, profile.get(), row -> {
                if (name.isEmpty()) {
                    name.append(CsvRecords.text(row, "First Name"))
                            .append(' ')
                            .append(CsvRecords.text(row, "Last Name"));
                }
            });
        }
        return name.toString();
    }

    private void share(CSVRecord row, String author, Consumer<Member> members) {
        var text = unquoted(CsvRecords.text(row, "ShareCommentary"));
        var shared = CsvRecords.text(row, "SharedUrl").strip();
        if (text.isBlank()) {
            return; // A share of something by somebody else, without a word.
        }
        var link = CsvRecords.text(row, "ShareLink");
        members.accept(new Member.Writing(Piece.at(Addresses.of(this, urn(link)), Category.POST)
                .author(author)
                .published(Times.parse(CsvRecords.text(row, "Date")))
                .url(link)
                .siteName("LinkedIn")
                .body(Piece.Format.TEXT, shared.isEmpty() || text.contains(shared) ? text : text + "\n\n" + shared)
                .build()));
    }

    private void comment(CSVRecord row, String author, Consumer<Member> members) {
        var text = unquoted(CsvRecords.text(row, "Message"));
        if (text.isBlank()) {
            return;
        }
        var link = CsvRecords.text(row, "Link");
        var date = CsvRecords.text(row, "Date");
        var id = "comment-" + Sha256.of(date + "\n" + link).hex().substring(0, 16);
        members.accept(new Member.Writing(Piece.at(Addresses.of(this, id), Category.POST)
                .author(author)
                .published(Times.parse(date))
                .url(link)
                .siteName("LinkedIn")
                .replyTo(link)
                .body(Piece.Format.TEXT, text)
                .build()));
    }

    private void article(String entry, byte[] bytes, String author, Consumer<Member> members) throws IOException {
        var page = HtmlPage.parse(bytes);
        var heading = page.selectFirst("h1");
        var link = page.select("h1 a").attr("href");
        var published = page.select("p.published").text().replaceFirst("^Published on ", "");
        if (published.isEmpty() && page.selectFirst("p.created") != null) {
            return; // A draft.
        }
        var title = heading == null ? page.title() : heading.text();
        page.select("h1, p.created, p.published, body > img:first-child").forEach(Element::remove);
        members.accept(new Member.Writing(
                Piece.at(Addresses.of(this, link.isBlank() ? EntryName.stem(entry) : link), Category.ARTICLE)
                        .title(title)
                        .author(author)
                        .published(Times.parse(published))
                        .url(link)
                        .siteName("LinkedIn")
                        .body(Piece.Format.HTML, page.body().html())
                        .build()));
    }

    /// LinkedIn puts each line of a text into quotes of its own and doubles the quotes inside.
    static String unquoted(String text) {
        var lines = text.replace("\r\n", "\n").split("\n", -1);
        boolean quoted = true;
        for (int i = 1; i < lines.length; i++) {
            quoted &= lines[i - 1].endsWith("\"") && lines[i].startsWith("\"");
        }
        for (int i = 0; quoted && i < lines.length; i++) {
            var line = i == 0 ? lines[i] : lines[i].substring(1);
            lines[i] = i == lines.length - 1 || line.isEmpty() ? line : line.substring(0, line.length() - 1);
        }
        return String.join("\n", lines)
                .replace("\"\"", "\"")
                .replace("\\\"", "\"")
                .strip();
    }

    /// `urn:li:share:1` of `https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A1`.
    private static String urn(String link) {
        var last = link.replaceAll("[?#].*$|/+$", "").replaceAll("^.*/", "");
        try {
            return URLDecoder.decode(last, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return last;
        }
    }
}
