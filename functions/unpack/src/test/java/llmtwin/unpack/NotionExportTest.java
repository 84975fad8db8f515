package llmtwin.unpack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import llmtwin.core.Piece;
import org.junit.jupiter.api.Test;

class NotionExportTest {
    private static final String ID = "0123456789abcdef0123456789abcdef";

    @Test
    void a_page_loses_its_id_and_its_properties_become_facts() {
        var read = Upload.zip("export.zip")
                .with(
                        "Garden/On beans " + ID + ".md",
                        "# On beans\n\nCreated: March 1, 2024 9:30 AM\nTags: garden, food\nCreated by: A. Writer\n\n"
                                + "See [peas](On%20peas%20" + ID + ".md) and [this](https://example.org/a).\n"
                                + "![p](Garden/p.png)\n")
                .with("Garden/List " + ID + ".csv", "a,b")
                .read();

        assertEquals("notion", read.export());
        var piece = read.only();
        assertEquals("notion:" + ID, piece.address());
        assertEquals("On beans", piece.title());
        assertEquals("A. Writer", piece.author());
        assertEquals(Instant.parse("2024-03-01T09:30:00Z"), piece.published());
        assertEquals(Piece.Format.MARKDOWN, piece.format());
        assertEquals("See peas and [this](https://example.org/a).\n\n", piece.body());
    }

    @Test
    void a_first_paragraph_with_a_colon_is_no_property() {
        var page = NotionPage.ofMarkdown("# T\n\nBeware: beans climb.\n\nMore.\n");

        assertEquals("Beware: beans climb.\n\nMore.\n", page.body());
    }

    @Test
    void pages_in_html_and_in_parts_are_read() {
        var part = Upload.zip("p.zip").with("On beans " + ID + ".html", """
                        <html><body><article id="x" class="page sans"><header><h1 class="page-title">On beans</h1>
                        <table class="properties"><tbody><tr class="property-row property-row-created_time">
                        <th>Created</th><td><time>@March 1, 2024 9:30 AM</time></td></tr></tbody></table></header>
                        <div class="page-body"><p>Beans climb.</p></div></article></body></html>""").bytes();

        var read = Upload.zip("e.zip")
                .with("Export-1-Part-1.zip", part)
                .with("Export-1-Part-2.zip", "no zip")
                .read();

        assertEquals("<p>Beans climb.</p>", read.only().body());
        assertEquals(Instant.parse("2024-03-01T09:30:00Z"), read.only().published());
        assertEquals(
                List.of(new Member.Skipped("Export-1-Part-2.zip", "Export-1-Part-2.zip is damaged or empty")),
                read.skipped());
    }

    @Test
    void a_zip_in_a_part_is_not_opened() {
        var deep = Upload.zip("p.zip")
                .with(
                        "Part-1.zip",
                        Upload.zip("q.zip").with("A " + ID + ".md", "# A\n\nb").bytes())
                .bytes();

        assertEquals(
                List.of(), Upload.zip("e.zip").with("Part-1.zip", deep).read().members());
    }
}
