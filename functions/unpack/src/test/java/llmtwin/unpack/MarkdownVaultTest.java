package llmtwin.unpack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkdownVaultTest {
    @Test
    void notes_are_documents_and_settings_are_not() {
        var read = Upload.zip("vault.zip")
                .with("Vault/.obsidian/app.json", "{}")
                .with("Vault/.trash/old.md", "Gone")
                .with("Vault/Beans.md", "---\ntitle: Beans\n---\nSee [[Peas|the peas]].\n![[bean.png]]\n")
                .with("Vault/bean.png", "x")
                .read();

        assertEquals("vault", read.export());
        assertEquals(
                List.of("archive:vault.zip/Vault/Beans.md"),
                read.files().stream().map(Member.File::address).toList());
        assertEquals(
                "---\ntitle: Beans\n---\nSee the peas.\n\n",
                new String(read.files().getFirst().bytes(), StandardCharsets.UTF_8));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "[[Peas]], Peas",
        "[[Garden/Peas]], Peas",
        "[[Peas#Sowing]], Peas",
        "[[#Sowing]], Sowing",
        "[[Peas|them]], them",
        "a ![[Peas]] b, a  b",
        "`[[Peas]]`, `[[Peas]]`",
        "a %%hidden%% b, a  b",
        "Text. ^block-1, Text.",
        "> [!note] Mind, > **Mind**",
        "> [!tip]- Mind, > **Mind**",
        "[text](https://example.org), [text](https://example.org)"
    })
    void what_obsidian_adds_becomes_markdown(String line, String plain) {
        assertEquals(plain, ObsidianMarkdown.plain(line));
    }

    @Test
    void code_and_its_brackets_stay() {
        var code = "```sh\nif [[ -f a ]]; then\n%%\nfi\n```";

        assertEquals(code + "\nPeas", ObsidianMarkdown.plain(code + "\n[[Peas]]"));
    }

    @Test
    void a_comment_over_several_lines_is_left_out() {
        assertEquals("a\nb", ObsidianMarkdown.plain("a\n%%\nhidden\n%%\nb"));
    }
}
