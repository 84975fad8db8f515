package llmtwin.unpack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnyFilesTest {
    @Test
    void every_readable_file_is_a_document() {
        var read = Upload.zip("work.zip")
                .with("notes/day.md", "# Day")
                .with("src/App.java", "class App {}")
                .with("photo.jpg", "no text")
                .with("Makefile", "all:")
                .read();

        assertEquals("files", read.export());
        assertEquals(
                List.of("archive:work.zip/Makefile", "archive:work.zip/notes/day.md", "archive:work.zip/src/App.java"),
                read.files().stream().map(Member.File::address).toList());
        assertEquals("text/markdown", read.files().get(1).contentType());
        assertArrayEquals(
                "# Day".getBytes(StandardCharsets.UTF_8), read.files().get(1).bytes());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "node_modules/a/index.js",
                "a/vendor/b.go",
                ".git/config.txt",
                "a/.obsidian/b.md",
                "app.min.js",
                "package-lock.json",
                "yarn.lock",
                "go.sum",
                "__MACOSX/._a.md",
                "._a.md",
                "a_pb2.py",
                "a.map",
                "a.png"
            })
    void what_the_person_did_not_write_stays_out(String entry) {
        assertFalse(AnyFiles.isOwn(entry));
    }

    @ParameterizedTest
    @ValueSource(strings = {"README", "docs/a.rst", "src/main/java/A.java", "letter.docx", "book.epub", "mail/a.eml"})
    void what_the_person_wrote_comes_in(String entry) {
        assertTrue(AnyFiles.isOwn(entry));
    }

    @Test
    void code_that_is_no_text_is_skipped_with_the_reason() {
        var read = Upload.zip("a.zip").with("a.c", "int\u0000").read();

        assertEquals(List.of(new Member.Skipped("a.c", "it is not text")), read.skipped());
    }
}
