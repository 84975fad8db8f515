package llmtwin.clean;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EpubExtractorTest {
    private static final String PROSE = "Two beds and one bench are enough for anybody who has a book to read.";

    @ParameterizedTest
    @ValueSource(strings = {"book.epub", "book", "book.zip"})
    void its_first_entry_tells_it_from_an_archive(String name) throws IOException {
        var text = Cleaned.text(Samples.epub(List.of("<p>" + PROSE + "</p>"), Map.of()), name);

        assertEquals("epub", text.extractor());
        assertEquals(PROSE + "\n", text.text());
    }

    @Test
    void chapters_follow_each_other_as_the_spine_says() throws IOException {
        var book = Samples.epub(List.of("<h1>One</h1><p>" + PROSE + "</p>", "<h1>Two</h1>"), Map.of());

        assertEquals(
                "# One\n\n" + PROSE + "\n\n# Two\n",
                Cleaned.text(book, "a.epub").text());
    }

    @Test
    void a_protected_book_says_so() throws IOException {
        assertEquals(
                "the EPUB is protected against copying (DRM); send a copy without protection",
                Cleaned.unreadable(encrypted("c0.html"), "a.epub"));
    }

    @Test
    void disguised_fonts_do_not_keep_a_book_from_being_read() throws IOException {
        assertTrue(Cleaned.text(encrypted("fonts/serif.otf"), "a.epub").text().contains(PROSE));
    }

    private static byte[] encrypted(String part) throws IOException {
        var xml = "<encryption xmlns:enc='http://www.w3.org/2001/04/xmlenc#'><enc:EncryptedData><enc:CipherData>"
                + "<enc:CipherReference URI='" + part + "'/></enc:CipherData></enc:EncryptedData></encryption>";
        return Samples.epub(List.of("<p>" + PROSE + "</p>"), Map.of("META-INF/encryption.xml", xml.getBytes(UTF_8)));
    }

    @Test
    void chapters_that_expand_too_far_together_are_not_unpacked() throws IOException {
        var bomb = Samples.epub(Collections.nCopies(5, " ".repeat(15 << 20)), Map.of());

        assertEquals("the EPUB cannot be read: it expands to more than 64 MB", Cleaned.unreadable(bomb, "a.epub"));
    }

    @Test
    void a_book_without_a_package_cannot_be_read() throws IOException {
        var zip = Samples.zip(Map.of("mimetype", "application/epub+zip".getBytes(UTF_8)));

        assertEquals("the EPUB cannot be read: it has no package document", Cleaned.unreadable(zip, "a.epub"));
    }

    @Test
    void paths_that_climb_out_of_the_book_lead_nowhere(@TempDir Path folder) throws IOException {
        var secret = Files.writeString(folder.resolve("secret.html"), "<p>the secret of the garden</p>");
        var opf = "<!DOCTYPE p [<!ENTITY x SYSTEM '" + secret.toUri() + "'>]><package><metadata><title>&x;</title>"
                + "</metadata><manifest><item id='a' href='../../../.." + secret + "'/><item id='b' href='"
                + secret.toUri() + "'/></manifest><spine><itemref idref='a'/><itemref idref='b'/></spine></package>";
        var book = Samples.epub(List.of(), Map.of("b.opf", opf.getBytes(UTF_8)));

        assertEquals("the EPUB cannot be read: it has no chapters", Cleaned.unreadable(book, "a.epub"));
        assertFalse(Cleaned.upload(book, "a.epub").toString().contains("secret of the garden"));
    }

    @Test
    void deep_nesting_and_endless_spines_are_read_quickly() throws IOException {
        var opf = "<package><manifest><item id='c0' href='c0.html'/></manifest><spine>"
                + "<itemref idref='c0'/>".repeat(100_000) + "</spine></package>";
        var book = Samples.epub(
                List.of("<div><blockquote>".repeat(20_000) + "<p>" + PROSE), Map.of("b.opf", opf.getBytes(UTF_8)));

        var text = Cleaned.within(3_000, () -> Cleaned.text(book, "a.epub")).text();

        assertEquals(text.indexOf(PROSE), text.lastIndexOf(PROSE));
    }

    @Test
    void a_damaged_book_never_breaks_the_step() throws IOException {
        Cleaned.survivesDamage(Samples.epub(List.of("<p>" + PROSE + "</p>"), Map.of()), "a.epub");
    }
}
