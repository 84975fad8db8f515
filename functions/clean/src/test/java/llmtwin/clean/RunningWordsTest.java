package llmtwin.clean;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunningWordsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "It isn't (as \"they\" say) well-known.|It isn't as they say well known",
                "Ask @neighbour, #gardening or me@garden.example|Ask or",
                "See https://garden.example/a/b?c=d now|See now",
                "Call getUserName() or user_name, v1.2, C:\\temp and TreeMap<K,V> x=1|Call or and",
                "JSON is OK for NASA, too!|JSON is OK for NASA too",
                "Größe und l’été 2024|Größe und l’été",
                "我的花园（2024年）很小，只有两个花坛|我的花园 年 很小 只有两个花坛",
                "हिन्दी में किताबें|हिन्दी में किताबें",
                "🌻 😀 1 + 1 = 2 …|``",
            })
    void words_of_sentences_are_kept(String text, String words) {
        assertEquals(words, RunningWords.of(text));
    }
}
