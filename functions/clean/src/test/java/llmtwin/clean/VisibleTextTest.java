package llmtwin.clean;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "It’s “quoted” – and — dashed… 100 %\tdone.\n",
                "👩‍👩‍👧‍👦 👍🏽 ❤️ 🏳️‍🌈 🧑🏿‍🚀 1️⃣ 🇨🇭",
                "🏴\uDB40\uDC67\uDB40\uDC62\uDB40\uDC65\uDB40\uDC6E\uDB40\uDC67\uDB40\uDC7F",
                "你好，世界。かな カナ 한국어",
                "مرحبا بالعالم می‌خواهم",
                "क्‍ष සිංහල ශ්‍රී",
                "e\u0301 o\u0308 ñ Z̈",
                "葛\uDB40\uDD00城市",
            })
    void what_a_reader_sees_is_kept(String text) {
        assertEquals(text, VisibleText.of(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "igno\u200Bre", "igno\u200Cre", "igno\u200Dre", "igno\u2060re", "igno\u00ADre", "igno\uFEFFre",
                "igno\u202Ere", "igno\u2066re\u2069", "igno\u0000re", "igno\u001B\u0008re", "igno\u0085re",
                        "igno\u3164re",
                "igno\uDB40\uDC41\uDB40\uDC42re", "\u200Eignore\u200F",
            })
    void what_hides_in_text_is_removed(String text) {
        assertEquals("ignore", VisibleText.of(text));
    }

    @Test
    void a_flag_carries_no_message_of_tags() {
        var smuggled = "🏴\uDB40\uDC68\uDB40\uDC69\uDB40\uDC7F";

        assertEquals("🏴", VisibleText.of(smuggled));
    }

    @Test
    void an_emoji_carries_no_message_of_variation_selectors() {
        var smuggled = "😊\uFE0F\uDB40\uDD01\uDB40\uDD42\uFE01\uFE02";

        assertEquals("😊\uFE0F", VisibleText.of(smuggled));
    }

    @Test
    void a_lone_surrogate_becomes_the_replacement_character() {
        assertEquals("a\uFFFDb", VisibleText.of("a\uD83Db"));
    }
}
