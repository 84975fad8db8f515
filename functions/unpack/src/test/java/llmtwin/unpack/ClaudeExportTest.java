package llmtwin.unpack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import llmtwin.core.Piece;
import org.junit.jupiter.api.Test;

class ClaudeExportTest {
    @Test
    void only_the_persons_turns_are_own() {
        var read = Upload.file("conversations.json", """
                [{"uuid":"u-1","name":"Beans","created_at":"2024-03-01T09:30:00.000000+00:00","updated_at":"x",
                "chat_messages":[
                {"sender":"human","text":"How deep?","created_at":"2024-03-01T09:30:00Z","content":[]},
                {"sender":"assistant","text":"old","created_at":"2024-03-01T09:31:00Z",
                 "content":[{"type":"thinking","thinking":"hm"},{"type":"text","text":"Five"},{"type":"text","text":"centimetres."}]},
                {"sender":"human","text":" ","content":7}]},
                {"uuid":"u-2","chat_messages":[{"sender":"assistant","text":"Hello"}]}]""");

        assertEquals("claude", read.export());
        var piece = read.only();
        assertEquals("claude:u-1", piece.address());
        assertEquals(Instant.parse("2024-03-01T09:30:00Z"), piece.published());
        assertEquals(
                List.of(
                        new Piece.Turn(Piece.Role.OWN, null, "How deep?", Instant.parse("2024-03-01T09:30:00Z")),
                        new Piece.Turn(
                                Piece.Role.OTHER,
                                "Claude",
                                "Five\n\ncentimetres.",
                                Instant.parse("2024-03-01T09:31:00Z"))),
                piece.turns());
    }
}
