package llmtwin.unpack;

import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import llmtwin.core.Category;
import llmtwin.core.ExportOptions;
import llmtwin.core.Piece;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// The archive that Medium sends: `posts/{date}_{title}-{id}.html`, one file for each story and each response.
/// Drafts are called `draft_…`.
final class MediumExport implements Export {
    private static final Predicate<String> POSTS = Archive.ending(Pattern.compile("posts/[^/]+\\.html"));
    private static final Pattern NAME = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})_.*?([0-9a-f]{8,14})\\.html");
    private static final Pattern ID = Pattern.compile("([0-9a-f]{8,14})(?:[?#].*)?$");
    /// A response of more characters than this is an article.
    private static final int LONG_RESPONSE = 2_000;

    @Override
    public String name() {
        return "medium";
    }

    @Override
    public boolean recognises(Archive archive) throws IOException {
        for (var entry : archive.entries().stream().filter(POSTS).limit(3).toList()) {
            if (archive.head(entry).contains("class=\"h-entry\"")) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void read(Archive archive, ExportOptions options, Consumer<Member> members) throws IOException {
        archive.each(POSTS.and(entry -> !EntryName.file(entry).startsWith("draft_")), members, (entry, bytes) -> {
            var page = HtmlPage.parse(bytes);
            var body = page.selectFirst(".e-content, [data-field=body]");
            if (body == null) {
                members.accept(new Member.Blank(entry, "it holds no story"));
            } else {
                members.accept(new Member.Writing(piece(entry, page, body)));
            }
        });
    }

    private Piece piece(String entry, Document page, Element body) {
        var link = page.select("a.p-canonical").attr("href");
        var title = page.select("h1.p-name").text();
        boolean response = isResponse(body, title);
        var name = NAME.matcher(EntryName.file(entry));
        boolean dated = name.matches();
        var published = Times.parse(page.select("time.dt-published").attr("datetime"));
        body.select("h1, h2, h3, h4").stream()
                .limit(1)
                .filter(heading -> heading.text().equals(title))
                .forEach(Element::remove);
        return Piece.at(Addresses.of(this, id(page, link, entry)), response ? Category.POST : Category.ARTICLE)
                .title(response ? null : title)
                .author(page.select("a.p-author").text())
                .published(published == null && dated ? Times.parse(name.group(1)) : published)
                .url(link)
                .siteName("Medium")
                .body(Piece.Format.HTML, body.outerHtml())
                .build();
    }

    /// A response has no heading of its own: what Medium calls its title is how its text begins.
    private static boolean isResponse(Element body, String title) {
        var text = body.text();
        return body.selectFirst(".graf--title, h1, h2, h3") == null
                && text.length() < LONG_RESPONSE
                && text.startsWith(title.replaceAll("…$", ""));
    }

    private static String id(Document page, String link, String entry) {
        for (var address :
                new String[] {link, page.select("footer a[href*=/p/]").attr("href"), EntryName.stem(entry)}) {
            var id = ID.matcher(address);
            if (id.find()) {
                return id.group(1);
            }
        }
        return EntryName.stem(entry);
    }
}
