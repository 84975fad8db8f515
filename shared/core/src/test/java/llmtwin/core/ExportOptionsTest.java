package llmtwin.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportOptionsTest {
    @Test
    void options_come_back_from_the_attributes_of_an_object() {
        var options = new ExportOptions(true, true, Set.of("me@example.org", " Me@Work.example "));

        assertEquals(
                Map.of("replies", "true", "comments", "true", "owner", "me@example.org,me@work.example"),
                options.toAttributes());
        assertEquals(new ExportOptions.Told(options, List.of()), ExportOptions.of(options.toAttributes()));
        assertEquals(Map.of(), ExportOptions.STANDARD.toAttributes());
    }

    @Test
    void what_others_keep_beside_an_object_is_no_option() {
        assertEquals(
                new ExportOptions.Told(ExportOptions.STANDARD, List.of()),
                ExportOptions.of(Map.of("mtime", "1709285400", "replies", "False", "owner", " ")));
    }

    @Test
    void what_makes_no_sense_is_ignored_and_told() {
        var told = ExportOptions.of(Map.of("replies", "perhaps\u0007", "comments", "TRUE", "owner", "a@b,<script>"));

        assertEquals(new ExportOptions(false, true, Set.of()), told.options());
        assertEquals(
                List.of(
                        "replies 'perhaps?' is neither true nor false",
                        "owner '<script>' is no e-mail address such as me@example.org"),
                told.ignored());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "me", "@example.org", "me@", "a b@example.org", "ü@example.org", "a@b@c", "a\n@b", "a,b@c"})
    void an_owner_is_an_address(String owner) {
        assertThrows(IllegalArgumentException.class, () -> new ExportOptions(false, false, Set.of(owner)));
    }

    @Test
    void more_addresses_than_fit_beside_an_object_are_refused() {
        var many = IntStream.range(0, 21).mapToObj(i -> i + "@example.org").collect(Collectors.toSet());
        var long19 = IntStream.range(10, 29)
                .mapToObj(i -> i + "@" + "example.".repeat(12) + "org")
                .collect(Collectors.toSet());

        assertThrows(IllegalArgumentException.class, () -> new ExportOptions(false, false, many));
        assertThrows(IllegalArgumentException.class, () -> new ExportOptions(false, false, long19));
        var told = ExportOptions.of(Map.of("owner", "x".repeat(5_000)));
        assertTrue(told.ignored().getFirst().length() < 150);
    }
}
