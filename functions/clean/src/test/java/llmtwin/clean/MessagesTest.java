package llmtwin.clean;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import llmtwin.core.Category;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessagesTest {
    private static final String PROSE = "Two beds and one bench are enough for anybody who has a book to read.";

    private static byte[] mail(String header, String body) {
        return ("Subject: The bench\n" + header + "\n" + body).getBytes(UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "note.eml, '', email",
        "note, message/rfc822, email",
        "note.mht, application/octet-stream, mhtml",
        "note.txt, text/plain, text",
    })
    void a_header_with_a_fitting_name_or_type_makes_a_message(String name, String type, String extractor) {
        var body = "<html><body><p>" + PROSE + "</p><p>" + PROSE + "</p></body></html>";
        var bytes = mail("Content-Type: text/html\n", body);

        var outcome = new Cleaner().clean(bytes, new Hints(type, name, null));

        assertEquals(extractor, ((CleanOutcome.Text) outcome).extractor());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"A. Writer\" <a@garden.example>|A. Writer",
                "A. Writer <a@garden.example>|A. Writer",
                "a@garden.example (A. Writer)|A. Writer",
                "=?utf-8?q?=C3=84._Writer?= <a@garden.example>|Ä. Writer",
                "a@garden.example|",
            })
    void the_name_of_the_sender_is_the_author(String from, String author) {
        var text = Cleaned.text(mail("From: " + from + "\n", PROSE), "a.eml");

        assertEquals(author, text.metadata().author());
        assertEquals(Category.POST, text.metadata().category());
    }

    @Test
    void html_stands_in_where_there_is_no_plain_text() {
        var html = "<p>" + PROSE + "</p><div class=gmail_quote><div class=gmail_attr>B. wrote:</div>"
                + "<blockquote>And a chair?</blockquote></div>";

        assertEquals(
                PROSE + "\n\n> B. wrote:\n\n> And a chair?\n",
                Cleaned.text(mail("Content-Type: text/html; charset=utf-8\n", html), "a.eml")
                        .text());
    }

    @Test
    void flowing_lines_are_one_paragraph() {
        var body = "> Is one \n> bench enough?\nTwo beds and one bench are \nenough for me.\n";

        assertEquals(
                "> Is one bench enough?\n\nTwo beds and one bench are enough for me.\n",
                Cleaned.text(mail("Content-Type: text/plain; format=flowed\n", body), "a.eml")
                        .text());
    }

    @Test
    void what_others_wrote_is_no_style_of_the_writer() {
        var text = Cleaned.text(mail("", PROSE + "\n\n> Is one bench enough?\n\n-- \nThe garden\n"), "a.eml");

        assertEquals(PROSE, MarkdownViews.of(text.text()).style().strip());
    }

    @Test
    void bytes_outside_ascii_in_a_header_are_read() {
        var latin = "Subject: Caf\u00E9\n\n".getBytes(ISO_8859_1);
        var mail = new byte[latin.length + PROSE.length()];
        System.arraycopy(latin, 0, mail, 0, latin.length);
        System.arraycopy(PROSE.getBytes(UTF_8), 0, mail, latin.length, PROSE.length());

        assertEquals("Café", Cleaned.text(mail, "a.eml").metadata().title());
    }

    @Test
    void a_saved_page_fetched_from_the_web_keeps_its_address() {
        var url = URI.create("https://garden.example/saved");
        var mail = mail(
                "Content-Type: text/html\nContent-Location: https://other.example/\n",
                "<p>" + PROSE + "</p><p>" + PROSE + "</p>");

        var text = (CleanOutcome.Text) new Cleaner().clean(mail, new Hints("multipart/related", "/saved", url));

        assertEquals(url, text.metadata().url());
        assertEquals("web", text.metadata().handler());
    }

    @Test
    void a_file_of_the_sender_is_no_address_of_the_web() {
        var mail = mail(
                "Content-Type: text/html\nContent-Location: file:///C:/page.html\n",
                "<p>" + PROSE + "</p><p>" + PROSE + "</p>");

        assertNull(Cleaned.text(mail, "a.mht").metadata().url());
    }

    @Test
    void parts_nested_without_end_are_refused() {
        var nested = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            nested.append("Content-Type: multipart/mixed; boundary=b").append(i).append("\n\n--b");
            nested.append(i).append('\n');
        }
        var mail = mail(nested.toString(), PROSE);

        var reason = Cleaned.within(2_000, () -> Cleaned.unreadable(mail, "a.eml"));

        assertEquals("the e-mail cannot be read: it has more than 32 levels, 10000 parts or 32 MB of text", reason);
    }

    @Test
    void more_text_than_anybody_writes_is_refused() {
        var reason = Cleaned.unreadable(mail("", "one line of text\n".repeat(2_100_000)), "a.eml");

        assertTrue(reason.endsWith("or 32 MB of text"), reason);
    }

    @Test
    void a_line_of_quotation_marks_is_read_quickly() {
        var mail = mail("Content-Type: text/plain; format=flowed\n", (">".repeat(500_000) + " a \n").repeat(4) + PROSE);

        assertTrue(
                Cleaned.within(3_000, () -> Cleaned.text(mail, "a.eml")).text().contains(PROSE));
    }

    @Test
    void damaged_messages_never_break_the_step() {
        var mail = mail(
                "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n",
                "--b\nContent-Type: text/plain; charset=koi8-r\nContent-Transfer-Encoding: base64\n\nVHdvIGJlZHM=\n"
                        + "--b\nContent-Type: text/html\n\n<p>" + PROSE + "\n--b--\n");
        Cleaned.survivesDamage(mail, "a.eml");
        Cleaned.survivesDamage(mail, "a.mhtml");
    }
}
