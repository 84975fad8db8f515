package llmtwin.clean;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguagesTest {
    @ParameterizedTest
    @CsvSource({
        "en,         en",
        "EN_us,      en-US",
        "' de-AT ',  de-AT",
        "zh-hant-TW, zh-Hant-TW",
        "haw,        haw",
        "'fr, en',   fr",
    })
    void a_language_is_written_in_the_usual_way(String declared, String tag) {
        assertEquals(Optional.of(tag), Languages.tag(declared));
    }

    @ParameterizedTest
    @CsvSource({"eng, en", "deu-AT, de-AT", "ZHO, zh", "cmn-Hant, zh-Hant", "heb, he", "nob, nb", "pes, fa"})
    void a_language_is_named_by_its_shortest_code(String declared, String tag) {
        assertEquals(Optional.of(tag), Languages.tag(declared));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "English", "und", "e", "{{ lang }}", "en US"})
    void what_is_no_tag_names_no_language(String declared) {
        assertEquals(Optional.empty(), Languages.tag(declared));
    }
}
