package llmtwin.unpack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import llmtwin.core.Category;
import llmtwin.core.ExportOptions;
import llmtwin.core.Piece;

/// What Notion exports as Markdown or HTML: a file for each page, named by its title and its id. Large ones hold
/// zips, one for each part; one level of them is read. Tables (CSV) are left out, their rows are pages, too.
final class NotionExport implements Export {
    private static final Pattern PAGE = Pattern.compile("(.*?)[ _-]?([0-9a-f]{32})\\.(?:md|html)");
    private static final Predicate<String> PAGES = Archive.ending(Pattern.compile("[^/]*?[0-9a-f]{32}\\.(?:md|html)"));
    private static final Predicate<String> PARTS =
            Archive.ending(Pattern.compile("[^/]*(?:Part-\\d+|Export-[^/]*)\\.zip"));

    @Override
    public String name() {
        return "notion";
    }

    @Override
    public boolean recognises(Archive archive) {
        return archive.packs() && archive.entries().stream().anyMatch(PAGES.or(PARTS));
    }

    @Override
    public void read(Archive archive, ExportOptions options, Consumer<Member> members) throws IOException {
        archive.each(PAGES, members, (entry, bytes) -> page(entry, bytes, members));
        for (var part : archive.entries().stream().filter(PARTS).toList()) {
            try {
                archive.eachNested(part, PAGES, members, (entry, bytes) -> page(entry, bytes, members));
            } catch (Unreadable e) {
                if (e.exhausted()) {
                    throw e;
                }
                members.accept(new Member.Skipped(part, e.reason()));
            }
        }
    }

    private void page(String entry, byte[] bytes, Consumer<Member> members) throws IOException {
        var name = PAGE.matcher(EntryName.file(entry));
        if (!name.matches()) {
            return;
        }
        var page = entry.endsWith(".html")
                ? NotionPage.ofHtml(HtmlPage.parse(bytes))
                : NotionPage.ofMarkdown(new String(bytes, StandardCharsets.UTF_8));
        if (!page.body().isBlank()) {
            members.accept(new Member.Writing(piece(page, name.group(1), name.group(2))));
        }
    }

    private Piece piece(NotionPage page, String name, String id) {
        return Piece.at(Addresses.of(this, id), Category.ARTICLE)
                .title(page.title().isBlank() ? name : page.title())
                .author(page.property("author", "created by", "owner"))
                .published(Times.parse(page.property("published", "publish date", "date", "created", "created time")))
                .modified(Times.parse(page.property("last edited time", "last edited", "updated")))
                .siteName("Notion")
                .body(page.format(), page.body())
                .build();
    }
}
