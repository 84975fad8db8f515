package llmtwin.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import llmtwin.local.mongo.ImportSettings;
import llmtwin.local.mongo.ImportState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportStatesTest {
    private static final String ADDRESS = "mongodb://host/blog";
    private static final ImportState STATE = new ImportState(
            ADDRESS,
            "notes",
            new ImportSettings(Map.of("body", "text"), "html", null, "{\"a\": 1}", null),
            "{\"_data\": \"82\"}",
            null,
            7);

    @TempDir
    private Path folder;

    private ImportStates states(String twin) {
        return new ImportStates(folder.resolve("imports"), twin);
    }

    @Test
    void what_was_saved_is_found_by_twin_database_and_collection() {
        states("one").save(STATE);

        assertEquals(Optional.of(STATE), states("one").of(ADDRESS, "notes"));
        assertEquals(Optional.empty(), states("two").of(ADDRESS, "notes"));
        assertEquals(Optional.empty(), states("one").of(ADDRESS, "posts"));
        assertEquals(Optional.empty(), states("one").of("mongodb://other/blog", "notes"));
    }

    @Test
    void a_damaged_file_counts_as_none_and_no_half_file_is_left() throws IOException {
        states("one").save(STATE);
        Path file;
        try (var files = Files.list(folder.resolve("imports"))) {
            var all = files.toList();
            assertEquals(1, all.size());
            file = all.getFirst();
        }
        assertTrue(file.toString().endsWith(".json"));
        Files.writeString(file, "{\"address\":");

        assertEquals(Optional.empty(), states("one").of(ADDRESS, "notes"));
    }
}
