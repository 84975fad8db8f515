package llmtwin.clean;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CleanerTest {
    private static final String PROSE = "Two beds and one bench are enough for anybody who has a book to read.";

    private static final String SUPPORTED =
            ".car .docx .eml .epub .htm .html .ipynb .js .json .markdown .mbox .md .mht .mhtml .odt .pdf .rst .rtf"
                    + " .tar.gz .tgz .txt .xml .zip or source code";

    private static CleanOutcome clean(byte[] bytes, String name) {
        return new Cleaner().clean(bytes, new Hints("application/octet-stream", name, null));
    }

    private static String text(CleanOutcome outcome) {
        return assertInstanceOf(CleanOutcome.Text.class, outcome).text();
    }

    private static String unreadable(CleanOutcome outcome) {
        return assertInstanceOf(CleanOutcome.Unreadable.class, outcome).reason();
    }

    private static String nothing(CleanOutcome outcome) {
        return assertInstanceOf(CleanOutcome.Nothing.class, outcome).reason();
    }

    @Test
    void a_file_without_bytes_is_empty() {
        assertEquals("the file is empty", nothing(clean(new byte[0], "a.md")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|no text was found",
                "# |no text was found",
                "One|only 1 word of text was found",
                "Only three words|only 3 words of text were found",
                "a b c d e f g h i|only 9 words of text were found",
            })
    void a_text_too_short_says_how_short(String text, String reason) {
        assertEquals(reason, nothing(clean((text + "\n").getBytes(UTF_8), "a.md")));
    }

    @Test
    void a_short_text_without_spaces_between_words_is_long_enough() {
        assertEquals("我的花园很小，只有两个花坛和一张长椅。", text(clean("我的花园很小，只有两个花坛和一张长椅。".getBytes(UTF_8), "a.txt")));
    }

    @ParameterizedTest
    @CsvSource({
        "notes.xyz, application/octet-stream, .xyz files are not supported; send ",
        "photo.JPG, image/jpeg,               .jpg files are not supported; send ",
        "photo,     image/jpeg,               image/jpeg is not supported; send ",
        "serif.ttf, font/ttf,                 .ttf files are not supported; send ",
    })
    void another_kind_of_file_is_named_with_what_to_send_instead(String name, String type, String reason) {
        var outcome = new Cleaner().clean(PROSE.getBytes(UTF_8), new Hints(type, name, null));

        assertEquals(reason + " " + SUPPORTED, unreadable(outcome));
    }

    @ParameterizedTest
    @CsvSource({"page.md", "page.pdf", "page", "page.xyz"})
    void content_tells_the_kind_before_any_name(String name) {
        var page = "<!DOCTYPE html><html><body><p>" + PROSE + "</p></body></html>";

        var text = assertInstanceOf(CleanOutcome.Text.class, clean(page.getBytes(UTF_8), name));

        assertEquals("html", text.extractor());
        assertEquals(PROSE + "\n", text.text());
    }

    @Test
    void binary_content_is_no_text_whatever_it_is_called() {
        var reason = unreadable(clean((PROSE + "\u0000" + PROSE).getBytes(UTF_8), "a.bin"));

        assertEquals(".bin files are not supported; send " + SUPPORTED, reason);
        assertEquals(
                "the content of this .md file is not text; send " + SUPPORTED,
                unreadable(clean((PROSE + "\u0000" + PROSE).getBytes(UTF_8), "a.md")));
    }

    @Test
    void a_zip_of_other_files_is_an_archive() throws IOException {
        var zip = Samples.zip(Map.of("a.txt", PROSE.getBytes(UTF_8)));

        assertInstanceOf(CleanOutcome.Archive.class, clean(zip, "a.zip"));
    }

    @Test
    void utf_16_text_is_text() {
        assertEquals(PROSE, text(clean(("\uFEFF" + PROSE).getBytes(UTF_16LE), "a.txt")));
    }

    @Test
    void an_encrypted_pdf_says_so() throws IOException {
        assertEquals(
                "the PDF is password-protected; save it without a password and send it again",
                unreadable(clean(Samples.encryptedPdf(), "a.pdf")));
    }

    @Test
    void a_pdf_without_text_says_so() throws IOException {
        assertEquals(
                "the PDF has no text layer (scanned pages); send it through text recognition first",
                nothing(clean(Samples.pdf(List.of(List.of())), "scan.pdf")));
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 100, 500})
    void a_pdf_cut_short_cannot_be_read(int length) throws IOException {
        var cut = Arrays.copyOf(Samples.pdf(List.of(List.of(PROSE))), length);

        var reason = unreadable(clean(cut, "cut.pdf"));

        assertTrue(reason.startsWith("the PDF cannot be read: "), reason);
    }

    @Test
    void a_pdf_stream_that_expands_too_far_is_not_unpacked() throws IOException {
        var bomb = new ByteArrayOutputStream();
        bomb.write("%PDF-1.4\n1 0 obj\n<</Length 9 /Filter /FlateDecode>>\nstream\n".getBytes(ISO_8859_1));
        try (var deflated = new DeflaterOutputStream(bomb)) {
            for (int mb = 0; mb < 70; mb++) {
                deflated.write(new byte[1 << 20]);
            }
        }

        assertEquals(
                "the PDF cannot be read: a part of it expands to more than 64 MB",
                unreadable(clean(bomb.toByteArray(), "bomb.pdf")));
    }

    @Test
    void nested_pdf_arrays_are_a_broken_pdf() {
        var nested = "%PDF-1.4\n1 0 obj\n" + "[".repeat(200_000) + "\nendobj\ntrailer<</Root 1 0 R>>\n";

        assertTrue(unreadable(clean(nested.getBytes(ISO_8859_1), "a.pdf")).startsWith("the PDF cannot be read: "));
    }

    @Test
    void a_docx_that_expands_too_far_is_not_unpacked() throws IOException {
        var bomb = Samples.docx("<w:p>" + " ".repeat(40 << 20) + "</w:p>");

        assertEquals("the DOCX cannot be read: it expands to more than 32 MB", unreadable(clean(bomb, "bomb.docx")));
    }

    @Test
    void a_docx_reads_nothing_outside_itself(@TempDir Path folder) throws IOException {
        var secret = Files.writeString(folder.resolve("secret.txt"), "the secret of the garden");
        var docx = Samples.docx(
                "<!DOCTYPE w:document [<!ENTITY xxe SYSTEM \"" + secret.toUri() + "\">]>",
                "<w:p><w:r><w:t>" + PROSE + " &xxe;</w:t></w:r></w:p>");

        assertFalse(clean(docx, "a.docx").toString().contains("secret of the garden"));
    }

    @Test
    void old_and_encrypted_office_files_say_what_to_do() {
        var word97 = "\u00D0\u00CF\u0011\u00E0 and so on".getBytes(ISO_8859_1);

        assertEquals(
                "Word 97 .doc files are not supported; save it as .docx and send it again",
                unreadable(clean(word97, "letter.doc")));
        assertEquals(
                "the document is password-protected; save it without a password and send it again",
                unreadable(clean(word97, "letter.docx")));
    }

    @Test
    void fifty_thousand_nested_boxes_are_read_quickly() {
        var page = "<html><body>" + "<div class=ad><b><blockquote><ul><li>".repeat(10_000) + "<p>" + PROSE;

        long before = cpuMillis();
        var text = text(clean(page.getBytes(UTF_8), "deep.html"));
        long took = cpuMillis() - before;

        assertTrue(text.contains(PROSE));
        assertTrue(took < 2_000, took + " ms");
    }

    @ParameterizedTest
    @ValueSource(strings = {"line.md", "line.txt", "line.html"})
    void a_line_of_five_megabytes_is_read_quickly(String name) {
        var line = "one word after the other, ".repeat(200_000);

        long before = cpuMillis();
        var text = text(clean(line.getBytes(UTF_8), name));
        long took = cpuMillis() - before;

        assertTrue(text.length() > 5_000_000);
        assertTrue(took < 5_000, took + " ms");
    }

    /// What this thread has worked, however busy the machine is.
    private static long cpuMillis() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1_000_000;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void random_bytes_lead_to_a_clear_outcome(long seed) throws IOException {
        var random = new Random(seed);
        var magic = List.of(
                "", "%PDF-1.7\n", "PK\u0003\u0004word/document.xml", "<!DOCTYPE html><html>", "---\n", "\u00FF\u00FE");
        for (var start : magic) {
            for (var name : List.of("a.md", "a.txt", "a.html", "a.pdf", "a.docx", "a")) {
                var noise = new byte[random.nextInt(4_000)];
                random.nextBytes(noise);
                var bytes = new ByteArrayOutputStream();
                bytes.write(start.getBytes(ISO_8859_1));
                bytes.write(noise);

                assertFalse(clean(bytes.toByteArray(), name).toString().isBlank());
            }
        }
    }

    @Test
    void a_damaged_docx_and_pdf_never_break_the_step() throws IOException {
        var random = new Random(42);
        for (var whole : List.of(
                Samples.docx("<w:p><w:r><w:t>" + PROSE + "</w:t></w:r></w:p>"), Samples.pdf(List.of(List.of(PROSE))))) {
            for (int times = 0; times < 100; times++) {
                var damaged = whole.clone();
                for (int hits = 0; hits < 5; hits++) {
                    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
                }

                assertFalse(clean(damaged, "a.bin").toString().isBlank());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"note.txt, en, heuristic", "note.md, de, front-matter", "page.html, ja, heuristic"})
    void the_language_is_the_declared_one_or_told_by_the_text(String name, String language, String by) {
        var content = switch (name) {
            case "note.md" -> "---\nlang: de\n---\n" + PROSE;
            case "page.html" ->
                "<html lang=en><body><p>家の裏の庭は小さいけれど、古いりんごの木の下にベンチがあって、夕方にはそこで本を読みます。</p></body></html>";
            default -> PROSE;
        };

        var metadata = assertInstanceOf(CleanOutcome.Text.class, clean(content.getBytes(UTF_8), name))
                .metadata();

        assertEquals(language, metadata.language());
        assertEquals(by, metadata.from().get("language"));
    }

    @Test
    void the_final_address_stands_in_when_a_page_names_no_other() {
        var url = URI.create("https://garden.example/a");
        var page =
                "<html><head><link rel=canonical href='javascript:alert(1)'></head><body><p>" + PROSE + "</p></body>";

        var outcome = new Cleaner().clean(page.getBytes(UTF_8), new Hints("text/html", "/a", url));

        assertEquals(
                url,
                assertInstanceOf(CleanOutcome.Text.class, outcome).metadata().url());
    }

    @ParameterizedTest
    @ValueSource(strings = {"<ul><li>item", "<p>text <b>bold <i>it ", "<p><font color=red face=b><b><u>x", "some<br>"})
    void markup_without_end_is_refused_before_it_fills_the_memory(String repeated) {
        var page = repeated.repeat(400_000).getBytes(UTF_8);

        assertEquals(
                "it has more than 300000 tags; send it in several parts, or as plain text",
                unreadable(Cleaned.within(10_000, () -> clean(page, "a.html"))));
    }
}
