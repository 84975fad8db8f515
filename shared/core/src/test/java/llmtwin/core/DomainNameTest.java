package llmtwin.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.ibm.icu.text.IDNA;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DomainNameTest {
    private static final IDNA ICU =
            IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ);
    /// The URL standard asks for CheckHyphens = false.
    private static final Set<IDNA.Error> ALLOWED =
            EnumSet.of(IDNA.Error.LEADING_HYPHEN, IDNA.Error.TRAILING_HYPHEN, IDNA.Error.HYPHEN_3_4);
    /// What makes names difficult: deviations, joiners, both directions, marks, digits, case, width, dots, Punycode.
    private static final String[] PARTS = {
        "a",
        "B",
        "xn--",
        "-",
        "1",
        ".",
        "fa-hia",
        "mgba3gch31f060k",
        "ß",
        "ẞ",
        "ς",
        "Σ",
        "é",
        "e\u0301",
        "\u0301",
        "\u200D",
        "\u200C",
        "\u094D",
        "क",
        "ا",
        "ب",
        "د",
        "\u0640",
        "\u064B",
        "א",
        "ת",
        "٣",
        "۳",
        "中",
        "。",
        "．",
        "Ａ",
        "①",
        "\u00AD",
        "\u2060",
        "\uFE0F",
        "❤",
        "\uD83D\uDCA9",
        "\u2024",
        "ﬀ",
        "İ",
        "ı",
        "K",
        "㍿",
        "\uFFFD",
        "\u202E",
        "\uD804\uDD33",
        "Ⴀ",
        "Ꭰ",
        "ꭰ",
        "ſ",
        "ΐ",
        "ᾳ",
        "\u0378",
        "≠",
        "_",
        "ǆ"
    };

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "faß.de, xn--fa-hia.de",
        "straße.de, xn--strae-oqa.de",
        "FAẞ.de, xn--fa-hia.de",
        "βόλος.com, xn--nxasmm1c.com",
        "ΒΌΛΟΣ.com, xn--nxasmq6b.com",
        "ශ්\u200Dරී.com, xn--10cl1a0b660p.com",
        "نامه\u200Cای.com, xn--mgba3gch31f060k.com",
        "xn--fa-hia.de, xn--fa-hia.de",
        "XN--FA-HIA.de, xn--fa-hia.de",
        "☃.net, xn--n3h.net",
        "\uD83D\uDCA9.la, xn--ls8h.la",
        "bücher.example, xn--bcher-kva.example",
        "日本語。ＪＰ, xn--wgv71a119e.jp",
        "a\u00ADb.example, ab.example",
        "-a-.example, -a-.example",
        "ab--c.example, ab--c.example",
        "a_b.example, a_b.example",
        "example.org., example.org.",
    })
    void a_name_is_what_browsers_look_up(String name, String ascii) {
        assertEquals(ascii, DomainName.toAscii(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "a..b",
                ".a",
                "xn--.example",
                "xn--a.example",
                "xn--a-.example",
                "xn---mgba3gch31f060k.example",
                "xn--zzzzzzzzzzzzz999999.example",
                "xn--fa-hiA\u00E9.example",
                "xn--FSS-yka\uFFFD.example",
                "a\u200Db.example",
                "a\u200Cb.example",
                "\u0301a.example",
                "a\u202Eb.example",
                "אa.example",
                "1א.example",
                "\uFFFD.example",
                "\u0378.example",
                "xn--xn---epa.example",
            })
    void what_cannot_be_looked_up_is_refused(String name) {
        assertThrows(IllegalArgumentException.class, () -> DomainName.toAscii(name));
    }

    @Test
    void labels_and_names_are_no_longer_than_name_servers_take() {
        var label = "a".repeat(63);
        var name = label + "." + label + "." + label + "." + "a".repeat(61);

        assertEquals(name, DomainName.toAscii(name));
        assertThrows(IllegalArgumentException.class, () -> DomainName.toAscii(name + "a"));
        assertThrows(IllegalArgumentException.class, () -> DomainName.toAscii("a".repeat(64)));
        assertThrows(IllegalArgumentException.class, () -> DomainName.toAscii("é".repeat(100_000)));
    }

    /// ASCII alone is not looked into, as the standard has it.
    @ParameterizedTest
    @MethodSource("seeds")
    void any_name_is_what_icu_makes_of_it(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            var name = new StringBuilder();
            for (int length = 1 + random.nextInt(7); length > 0; length--) {
                name.append(PARTS[random.nextInt(PARTS.length)]);
            }

            assertEquals(
                    ofIcu(name.toString()),
                    ours(name.toString()),
                    () -> name.toString()
                            .codePoints()
                            .mapToObj(Integer::toHexString)
                            .toList()
                            .toString());
        }
    }

    private static Optional<String> ours(String name) {
        try {
            return Optional.of(DomainName.toAscii(name));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<String> ofIcu(String name) {
        var info = new IDNA.Info();
        var ascii = new StringBuilder();
        ICU.nameToASCII(name, ascii, info);
        return ALLOWED.containsAll(info.getErrors()) ? Optional.of(ascii.toString()) : Optional.empty();
    }
}
