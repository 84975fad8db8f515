package llmtwin.clean;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OdtExtractorTest {
    private static final String PROSE = "Two beds and one bench are enough for anybody who has a book to read.";

    @ParameterizedTest
    @ValueSource(strings = {"letter.odt", "letter", "letter.zip"})
    void its_first_entry_tells_it_from_an_archive(String name) throws IOException {
        var text = Cleaned.text(Samples.odt("<text:p>" + PROSE + "</text:p>"), name);

        assertEquals("odt", text.extractor());
        assertEquals(PROSE + "\n", text.text());
    }

    @Test
    void a_spreadsheet_is_not_supported() throws IOException {
        var sheet = Samples.zip(Map.of("mimetype", "application/vnd.oasis.opendocument.spreadsheet".getBytes(UTF_8)));

        assertTrue(Cleaned.unreadable(sheet, "sums.ods").startsWith(".ods files are not supported"));
    }

    @Test
    void a_list_counts_on_where_it_says_so() throws IOException {
        var odt = Samples.odt("<text:list-style style:name='L'><text:list-level-style-number text:level='1'"
                + " style:num-format='1'/></text:list-style>"
                + list("", "One for the money") + "<text:p>" + PROSE + "</text:p>"
                + list(" text:continue-numbering='true'", "Two for the show"));

        assertEquals(
                "1. One for the money\n\n" + PROSE + "\n\n2. Two for the show\n",
                Cleaned.text(odt, "a.odt").text());
    }

    private static String list(String more, String item) {
        return "<text:list text:style-name='L'" + more + "><text:list-item><text:p>" + item
                + "</text:p></text:list-item></text:list>";
    }

    @Test
    void a_document_under_a_password_says_so() throws IOException {
        var manifest = "<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
                + "</manifest:manifest>";
        var odt = Samples.odt("", PROSE, Map.of("META-INF/manifest.xml", manifest.getBytes(UTF_8)));

        assertEquals(
                "the document is password-protected; save it without a password and send it again",
                Cleaned.unreadable(odt, "a.odt"));
    }

    @Test
    void a_part_that_expands_too_far_is_not_unpacked() throws IOException {
        var bomb = Samples.odt("<text:p>" + " ".repeat(40 << 20) + "</text:p>");

        assertEquals("the ODT cannot be read: it expands to more than 32 MB", Cleaned.unreadable(bomb, "a.odt"));
    }

    @Test
    void nothing_outside_the_document_is_read(@TempDir Path folder) throws IOException {
        var secret = Files.writeString(folder.resolve("secret.txt"), "the secret of the garden");
        var odt = Samples.odt(
                "<!DOCTYPE x [<!ENTITY xxe SYSTEM \"" + secret.toUri() + "\">]>",
                "<text:p>" + PROSE + " &xxe;</text:p>",
                Map.of());

        assertFalse(Cleaned.upload(odt, "a.odt").toString().contains("secret of the garden"));
    }

    @Test
    void huge_counts_of_spaces_and_columns_stay_small() throws IOException {
        var cell = "<table:table-cell table:number-columns-repeated='999999999'/>";
        var odt = Samples.odt("<text:p>" + PROSE + "<text:s text:c='2000000000'/></text:p><table:table>"
                + ("<table:table-row>" + cell + cell + "</table:table-row>").repeat(1_000) + "</table:table>");

        var text = Cleaned.within(2_000, () -> Cleaned.text(odt, "a.odt")).text();

        assertTrue(text.length() < 1_000, text);
    }

    @Test
    void deep_nesting_is_read_quickly() throws IOException {
        var odt = Samples.odt("<text:list><text:list-item>".repeat(20_000) + "<text:p>" + PROSE + "</text:p>"
                + "<text:section><text:p><text:span>".repeat(20_000) + PROSE);

        var text = Cleaned.within(3_000, () -> Cleaned.text(odt, "a.odt")).text();

        assertTrue(text.contains(PROSE));
    }

    @Test
    void a_damaged_document_never_breaks_the_step() throws IOException {
        Cleaned.survivesDamage(Samples.odt("<text:p>" + PROSE + "</text:p>"), "a.odt");
    }
}
