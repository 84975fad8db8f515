package llmtwin.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.Normalizer2;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Holds the table against the data of ICU. With `-Dtable.write=true` it writes the table instead.
class HostCharactersTest {
    private static final Path TABLE = Path.of("src/main/resources/llmtwin/core/host-characters.txt");
    private static final Normalizer2 UTS46 = Normalizer2.getInstance(null, "uts46", Normalizer2.Mode.COMPOSE);
    private static final int VIRAMA = 9;

    @Test
    void the_table_says_of_every_character_what_unicode_says() throws Exception {
        var lines = new ArrayList<String>();
        lines.add("# UTS #46 and joining types of Unicode 16, as HostCharactersTest takes them from ICU.");
        lines.addAll(ranges(HostCharactersTest::mapping));
        lines.addAll(ranges(HostCharactersTest::joining));
        if (Boolean.getBoolean("table.write")) {
            Files.createDirectories(TABLE.getParent());
            Files.write(TABLE, lines);
        }

        assertEquals(lines, Files.readAllLines(TABLE));
    }

    private static List<String> ranges(IntFunction<@Nullable String> meaning) {
        var lines = new ArrayList<String>();
        int from = 0x80;
        for (int point = 0x81; point <= Character.MAX_CODE_POINT + 1; point++) {
            var before = meaning.apply(from);
            if (point > Character.MAX_CODE_POINT
                    || !String.valueOf(before).equals(String.valueOf(meaning.apply(point)))) {
                if (before != null) {
                    lines.add(bounds(from, point - 1) + " " + before);
                }
                from = point;
            }
        }
        return lines;
    }

    private static String bounds(int from, int to) {
        return from == to ? hex(from) : hex(from) + "-" + hex(to);
    }

    private static @Nullable String mapping(int point) {
        if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
            return "no";
        }
        var character = Character.toString(point);
        var mapped = UTS46.normalize(character);
        if (mapped.equals(character) && point != 0xFFFD) {
            return null;
        }
        return mapped.indexOf('\uFFFD') >= 0
                ? "no"
                : ("map "
                                + mapped.codePoints()
                                        .mapToObj(HostCharactersTest::hex)
                                        .collect(Collectors.joining(" ")))
                        .strip();
    }

    private static @Nullable String joining(int point) {
        if (UCharacter.getCombiningClass(point) == VIRAMA) {
            return "join V";
        }
        return switch (UCharacter.getIntPropertyValue(point, UProperty.JOINING_TYPE)) {
            case UCharacter.JoiningType.LEFT_JOINING -> "join L";
            case UCharacter.JoiningType.RIGHT_JOINING -> "join R";
            case UCharacter.JoiningType.DUAL_JOINING -> "join D";
            case UCharacter.JoiningType.TRANSPARENT -> "join T";
            case UCharacter.JoiningType.JOIN_CAUSING -> "join C";
            default -> null;
        };
    }

    private static String hex(int point) {
        return Integer.toHexString(point).toUpperCase(Locale.ROOT);
    }
}
