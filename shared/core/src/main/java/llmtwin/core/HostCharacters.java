package llmtwin.core;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the characters beyond ASCII mean in a host name, from a table in this package's resources:
/// `host-characters.txt`
/// with the lines `FROM[-TO] map TARGETS` (nothing where they are ignored), `FROM[-TO] no`, and `FROM[-TO] join` with V
/// for a virama, else the joining type. What has no line stands for itself.
///
/// @see <a href="https://www.unicode.org/reports/tr46/">UTS #46, section 5</a>
final class HostCharacters {
    private static final String TABLE = "host-characters.txt";
    /// Does not join.
    static final char NO_JOINING = 'U';

    private final NavigableMap<Integer, Range> mapped = new TreeMap<>();
    private final NavigableMap<Integer, Range> joining = new TreeMap<>();

    private HostCharacters(Stream<String> lines) {
        lines.filter(line -> !line.startsWith("#")).forEach(this::read);
    }

    /// Read when the first host beyond ASCII comes.
    private static final class Loaded {
        static final HostCharacters TABLE = load();
    }

    /// @param to the last of them
    /// @param meaning null if they have none
    private record Range(int to, @Nullable String meaning) {}

    static HostCharacters table() {
        return Loaded.TABLE;
    }

    private static HostCharacters load() {
        var resource = Objects.requireNonNull(HostCharacters.class.getResourceAsStream(TABLE), TABLE);
        try (var reader = new BufferedReader(new InputStreamReader(resource, StandardCharsets.US_ASCII))) {
            return new HostCharacters(reader.lines());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + TABLE, e);
        }
    }

    private void read(String line) {
        var words = line.split(" ", 3);
        var bounds = words[0].split("-", 2);
        int from = HexFormat.fromHexDigits(bounds[0]);
        int to = bounds.length == 1 ? from : HexFormat.fromHexDigits(bounds[1]);
        var rest = words.length == 3 ? words[2] : "";
        switch (words[1]) {
            case "no" -> mapped.put(from, new Range(to, null));
            case "map" -> mapped.put(from, new Range(to, text(rest)));
            default -> joining.put(from, new Range(to, rest));
        }
    }

    private static String text(String points) {
        return Stream.of(points.split(" "))
                .filter(point -> !point.isEmpty())
                .map(point -> Character.toString(HexFormat.fromHexDigits(point)))
                .collect(Collectors.joining());
    }

    /// What a character stands for; null if it may not be in a host name.
    @Nullable
    String mapped(int character) {
        var range = range(mapped, character);
        return range == null ? Character.toString(character) : range.meaning();
    }

    /// Whether it may be in a host name, as itself.
    boolean isValid(int character) {
        return Character.toString(character).equals(mapped(character));
    }

    /// Whether it takes the vowel from the letter before it.
    boolean isVirama(int character) {
        var range = range(joining, character);
        return range != null && "V".equals(range.meaning());
    }

    /// How it joins its neighbours in a cursive script: L, R, D, T or C; [#NO_JOINING] if it does not. A virama is
    /// transparent.
    char joining(int character) {
        var range = range(joining, character);
        if (range == null || range.meaning() == null) {
            return NO_JOINING;
        }
        return range.meaning().equals("V") ? 'T' : range.meaning().charAt(0);
    }

    private static @Nullable Range range(NavigableMap<Integer, Range> ranges, int character) {
        Map.Entry<Integer, Range> below = ranges.floorEntry(character);
        return below == null || below.getValue().to() < character ? null : below.getValue();
    }
}
