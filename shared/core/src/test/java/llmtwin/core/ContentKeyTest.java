package llmtwin.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentKeyTest {
    private static final DocumentRef REF = new DocumentRef(new TwinId("me"), new DocumentId("0".repeat(32)));
    private static final Sha256 SHA = new Sha256("a".repeat(64));

    @Test
    void every_key_reads_back_from_its_path() {
        for (var key : new ContentKey[] {
            new ContentKey.Raw(REF, SHA),
            new ContentKey.Clean(REF, SHA),
            new ContentKey.Upload(new TwinId("me"), "notes/a + b é%.md")
        }) {
            assertEquals(Optional.of(key), ContentKey.parse(key.path()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "raw/me", "raw/me/x/y", "other/me/a", "uploads/me", "uploads/Me/a.md", "clean/me/0/1.json"})
    void anything_else_is_none_of_ours(String path) {
        assertEquals(Optional.empty(), ContentKey.parse(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../a.md", "a/../b.md", "a//b.md", "/a.md", "a/", "a\u0000b", "a\nb"})
    void an_upload_name_cannot_leave_its_twin(String name) {
        assertThrows(IllegalArgumentException.class, () -> new ContentKey.Upload(new TwinId("me"), name));
    }
}
