package llmtwin.clean;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Map;
import llmtwin.core.Category;
import llmtwin.core.Metadata;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeclaredLanguageTest {
    private static Metadata saying(@Nullable String language) {
        var from = language == null ? Map.<String, String>of() : Map.of("language", "html");
        return new Metadata("A garden", Category.ARTICLE, null, language, null, null, null, null, null, "web", from);
    }

    @Test
    void what_nobody_declared_is_told_by_the_text() {
        var settled = LanguageHeuristic.settled(saying(null), Sentences.in("fi"));

        assertEquals("fi", settled.language());
        assertEquals(Map.of("language", "heuristic"), settled.from());
    }

    @ParameterizedTest
    @CsvSource({"en, ja", "en-US, ar", "en, ru", "de, el", "ja, en", "ru, de", "eng, ko"})
    void a_language_that_is_never_written_so_is_not_believed(String declared, String written) {
        var said = saying(Languages.tag(declared).orElseThrow());

        var settled = LanguageHeuristic.settled(said, Sentences.in(written));

        assertEquals(written, settled.language());
        assertEquals(Map.of("language", "heuristic"), settled.from());
    }

    @ParameterizedTest
    @CsvSource({
        "en, de",
        "pt-BR, es",
        "ru, uk",
        "zh-TW, ja",
        "sr, sl",
        "sr-Latn, sr",
        "ja-Latn, en",
        "tlh, en",
        "fa, ar"
    })
    void a_language_that_may_be_written_so_is_believed(String declared, String written) {
        var said = saying(declared);

        assertSame(said, LanguageHeuristic.settled(said, Sentences.in(written)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Привет", "¯\\_(ツ)_/¯", "ಠ_ಠ", "α, β, γ", ""})
    void a_few_letters_do_not_contradict_what_is_declared(String text) {
        var said = saying("en");

        assertSame(said, LanguageHeuristic.settled(said, text));
    }

    @Test
    void a_note_full_of_code_is_believed_to_be_in_its_declared_script() {
        var said = saying("ja");
        var code = "```\n" + "const bench = garden.benches.find(bench => bench.isFree());\n".repeat(50) + "```\n";

        assertSame(said, LanguageHeuristic.settled(said, Sentences.in("ja") + "\n\n" + code));
    }
}
