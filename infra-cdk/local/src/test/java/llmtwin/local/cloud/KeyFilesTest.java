package llmtwin.local.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFilesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a/b",
                "a/",
                "a//b",
                "/",
                ".",
                "..",
                "../x",
                "uploads/me/my notes+50%.md",
                "uploads/me/Übermut 日本語 🎉.pdf",
                "back\\slash:*?\"<>|",
                "ends@",
                "ends=/ends+/x",
            })
    void a_key_comes_back_from_its_file(String key) {
        assertEquals(Optional.of(key), KeyFiles.keyOf(KeyFiles.fileOf(key)));
    }

    @Test
    void a_long_part_is_split_into_names_that_fit() {
        String key = "é".repeat(300) + "/" + "x".repeat(400);

        String file = KeyFiles.fileOf(key);

        assertEquals(Optional.of(key), KeyFiles.keyOf(file));
        for (String name : file.split("/", -1)) {
            assertTrue(name.length() <= 200, name);
        }
    }

    @Test
    void the_file_lies_in_the_folder_of_every_prefix_of_the_key() {
        String file = KeyFiles.fileOf("raw/me/42/sha");

        assertTrue(file.startsWith(KeyFiles.folderOf("raw/")));
        assertTrue(file.startsWith(KeyFiles.folderOf("raw/me/4")));
        assertEquals("", KeyFiles.folderOf("ra"));
    }

    @Test
    void a_half_written_file_holds_no_object() {
        assertFalse(KeyFiles.keyOf(KeyFiles.fileOf("a") + "-123").isPresent());
    }
}
