package llmtwin.clean;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import llmtwin.core.Category;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceExtractorTest {
    private static final String CODE = "print('two beds and one bench are enough for anybody who reads')\n";
    private static final URI REPOSITORY = URI.create("https://git.example/a/b");

    private static CleanOutcome.Text inRepository(String content, String path) {
        var hints = new Hints("text/plain", path, REPOSITORY, "git", null);
        return assertInstanceOf(CleanOutcome.Text.class, new Cleaner().clean(content.getBytes(UTF_8), hints));
    }

    @ParameterizedTest
    @CsvSource({
        "src/pond.py, python",
        "src/Pond.java, java",
        "Makefile, makefile",
        "deploy/Dockerfile, dockerfile",
        "settings.yml, yaml",
        "site/page.php, php",
    })
    void a_file_of_a_repository_is_one_block_in_its_language(String path, String language) {
        var text = inRepository(CODE, path);

        assertEquals("```" + language + "\n" + CODE + "```\n", text.text());
        assertEquals(path, text.metadata().title());
        assertEquals(Category.REPOSITORY, text.metadata().category());
    }

    @Test
    void a_script_that_begins_like_a_page_is_code_in_a_repository_and_a_page_on_the_web() {
        var script = "<!DOCTYPE html><html><body><p>Two beds and one bench are enough for all who have a book.</p>";
        var url = URI.create("https://garden.example/page.php");

        var fetched = new Cleaner().clean(script.getBytes(UTF_8), new Hints("text/html", "/page.php", url));

        assertEquals("source", inRepository(script, "page.php").extractor());
        assertEquals("html", ((CleanOutcome.Text) fetched).extractor());
    }

    @Test
    void code_that_knows_the_start_of_a_pdf_is_no_pdf() {
        assertEquals(
                "source",
                inRepository("# It starts with %PDF-\n" + CODE, "pdf.py").extractor());
    }

    @ParameterizedTest
    @CsvSource({"README.md, markdown", "README, text", "docs/notes.txt, text"})
    void its_documentation_belongs_to_the_repository(String path, String extractor) {
        var text = inRepository("# The pond\n\n" + CODE, path);

        assertEquals(extractor, text.extractor());
        assertEquals(Category.REPOSITORY, text.metadata().category());
    }

    @Test
    void a_fence_is_longer_than_any_in_the_code() {
        var text = inRepository("x = '''\n````\n'''\n" + CODE, "a.py").text();

        assertTrue(text.startsWith("`````python\n") && text.endsWith("\n`````\n"), text);
    }

    @Test
    void a_notebook_nested_without_end_is_refused() {
        var reason = Cleaned.unreadable(("{\"cells\":" + "[".repeat(200_000)).getBytes(UTF_8), "a.ipynb");

        assertTrue(reason.startsWith("the notebook cannot be read: "), reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{}", "[]", "7", "{\"cells\": 7}", "{\"worksheets\": []}"})
    void a_notebook_without_cells_is_refused(String json) {
        assertEquals(
                "the notebook cannot be read: it has no cells", Cleaned.unreadable(json.getBytes(UTF_8), "a.ipynb"));
    }

    @Test
    void a_damaged_notebook_never_breaks_the_step() {
        var notebook = "{\"cells\":[{\"cell_type\":\"code\",\"source\":[\"" + CODE.strip() + "\"]}]}";

        Cleaned.survivesDamage(notebook.getBytes(UTF_8), "a.ipynb");
    }
}
