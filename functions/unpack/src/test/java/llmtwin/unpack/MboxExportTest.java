package llmtwin.unpack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import llmtwin.core.Category;
import llmtwin.core.ExportOptions;
import llmtwin.core.Piece;
import org.junit.jupiter.api.Test;

class MboxExportTest {
    private static String mail(String from, String id, String more, String body) {
        return "From - Fri Mar 01 09:30:00 2024\nFrom: " + from
                + "\nTo: b@example.org\nSubject: =?UTF-8?Q?Beans_=C3=A9t=C3=A9?=\n"
                + "Date: Fri, 1 Mar 2024 10:30:00 +0100 (CET)\nMessage-ID: <" + id + "@example.org>\n" + more + "\n"
                + body
                + "\n\n";
    }

    private static final String ME = "\"A. Writer\" <aw@example.org>";

    @Test
    void own_mails_come_without_quotes_and_signature() {
        var read = Upload.file("sent.mbox", mail(ME, "1", "In-Reply-To: <0@example.org>\n", """
                        Five centimetres.
                        >From here on it is easy.

                        On Thu, 29 Feb 2024, B. Reader
                        <b@example.org> wrote:
                        > How deep?
                        > Thanks

                        See you.
                        --\s
                        A. Writer
                        Garden Street"""));

        assertEquals("mail", read.export());
        var piece = read.only();
        assertEquals("mail:1@example.org", piece.address());
        assertEquals(Category.POST, piece.category());
        assertEquals("Beans été", piece.title());
        assertEquals("A. Writer", piece.author());
        assertEquals(Instant.parse("2024-03-01T09:30:00Z"), piece.published());
        assertEquals("0@example.org", piece.replyTo());
        assertEquals("Five centimetres.\nFrom here on it is easy.\n\nSee you.", piece.body());
    }

    @Test
    void mails_of_others_stay_out() {
        var box = mail(ME, "1", "", "Mine.")
                + mail("b@example.org", "2", "", "Theirs.")
                + mail(ME, "3", "", "Mine, too.");

        assertEquals(
                List.of("mail:1@example.org", "mail:3@example.org"),
                Upload.file("a.mbox", box).addresses());
    }

    @Test
    void who_the_owner_is_can_be_told() {
        var box = mail(ME, "1", "", "Mine.") + mail("b@example.org", "2", "", "Theirs.");

        assertTrue(String.valueOf(Upload.file("a.mbox", box).problem()).contains("owner's e-mail address"));
        var told = new ExportOptions(false, false, Set.of("AW@example.org", "other@example.org"));
        assertEquals(
                List.of("mail:1@example.org"),
                Upload.read("a.mbox", box.getBytes(StandardCharsets.UTF_8), told, ArchiveLimits.STANDARD)
                        .addresses());
        var labelled =
                mail(ME, "1", "X-Gmail-Labels: Sent,Opened\n", "Mine.") + mail("b@example.org", "2", "", "Theirs.");
        assertEquals(
                List.of("mail:1@example.org"), Upload.file("a.mbox", labelled).addresses());
    }

    @Test
    void the_text_among_parts_is_found_and_decoded() {
        var parts = """
                --x
                Content-Type: text/plain; charset=iso-8859-1
                Content-Transfer-Encoding: quoted-printable

                Caf=E9 at noon.
                --x
                Content-Type: text/plain
                Content-Disposition: attachment; filename=a.txt

                Attached.
                --x--
                """;

        var read = Upload.file(
                "a.mbox", mail(ME, "1", "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n", parts));

        assertEquals("Café at noon.", read.only().body());
    }

    @Test
    void a_mail_in_html_loses_what_it_quotes() {
        var html = "<p>Five.</p><div class=\"gmail_quote\">On Friday<blockquote>How deep?</blockquote></div>";

        var read = Upload.file("a.mbox", mail(ME, "1", "Content-Type: text/html; charset=utf-8\n", html));

        assertEquals("<p>Five.</p>", read.only().body());
        assertEquals(Piece.Format.HTML, read.only().format());
    }

    @Test
    void parts_within_parts_without_end_do_no_harm() {
        var deep = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            deep.append("--b")
                    .append(i)
                    .append("\nContent-Type: multipart/mixed; boundary=b")
                    .append(i + 1)
                    .append("\n\n");
        }

        var read = Upload.file(
                "a.mbox",
                mail(ME, "1", "Content-Type: multipart/mixed; boundary=b0\n", deep.toString())
                        + mail(ME, "2", "", "Fine."));

        assertEquals(List.of("mail:2@example.org"), read.addresses());
    }

    @Test
    void a_forwarded_mail_is_somebody_elses() {
        assertEquals("Look:", MailText.own("Look:\n\n-----Original Message-----\nFrom: b\n\nHello"));
        assertEquals("Look.", MailText.own("Look.\n\nFrom: B. Reader <b@example.org>\nSent: Friday\n\nHello"));
        assertEquals("a: b\n\nc", MailText.own("a: b\n\n> q\n\nc"));
    }
}
