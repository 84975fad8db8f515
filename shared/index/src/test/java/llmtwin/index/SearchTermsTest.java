package llmtwin.index;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchTermsTest {
    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "The Runners were running, and the runner runs | runner were run runner run",
                "connection connected connecting               | connect connect connect",
                "It’s Anna's garden; don't touch               | anna garden don't touch",
                "ＦＵＬＬ ｗｉｄｔｈ ﬁne                             | full width fine",
                "Ärger in Łódź                                 | ärger łódź",
                "getOrDefault                                  | getordefault get default",
                "snake_case_name                               | snake_case_nam snake case name",
                "llmtwin.core.Json                             | llmtwin.core.json llmtwin core json",
                "HTTPServer S3 utf8                            | httpserver http server s3 utf8",
                "parseJSON newURL2Path iPhones                 | parsejson pars json newurl2path new url2path iphon i phone",
                "v2.0.18                                       | v2.0.18 v2 0 18",
                "привет МИР                                    | привет мир",
                "机器学习                                       | 机器 器学 学习",
                "学 is one                                     | 学 one",
                "日本語テスト                                   | 日本 本語 語テ テス スト",
                "한국어                                         | 한국 국어",
                "สวัสดี                                         | สวั วัส ัสด สดี",
                "กข                                            | กข",
                "😀 ok                                         | 😀 ok",
            })
    void a_text_is_found_by_its_terms(String text, String terms) {
        assertEquals(List.of(terms.split(" ")), SearchTerms.of(text));
    }

    @Test
    void a_text_of_stop_words_has_no_terms() {
        assertEquals(List.of(), SearchTerms.of("to be or not to be, that is it"));
        assertEquals(List.of(), SearchTerms.of(" \n… — !"));
    }

    @Test
    void composed_and_decomposed_letters_are_the_same() {
        assertEquals(SearchTerms.of("caf\u00e9"), SearchTerms.of("cafe\u0301"));
    }
}
