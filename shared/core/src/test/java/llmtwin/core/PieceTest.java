package llmtwin.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PieceTest {
    @Test
    void a_conversation_reads_and_writes_the_same() {
        var piece = Piece.at("chat:1", Category.CONVERSATION)
                .title("Compost")
                .published(Instant.parse("2026-03-01T10:00:00Z"))
                .turns(List.of(
                        new Piece.Turn(Piece.Role.OWN, "A. Writer", "How warm?", Instant.parse("2026-03-01T10:00:00Z")),
                        new Piece.Turn(Piece.Role.OTHER, null, "Sixty degrees.", null)))
                .build();

        var json = piece.toJson();

        assertEquals(piece, Piece.fromJson(json));
        assertEquals(json, Piece.fromJson(json).toJson());
        assertEquals("own", Json.tree(json).at("/turns/0/role").asString());
        assertEquals("text", Json.tree(json).at("/format").asString());
    }

    @Test
    void what_an_export_says_badly_counts_as_not_said() {
        var piece = Piece.at("x:1", Category.POST)
                .title(" \n ")
                .author("A.\nWriter")
                .url("javascript:alert(1)")
                .language("not a language")
                .build();

        assertNull(piece.title());
        assertEquals("A. Writer", piece.author());
        assertNull(piece.url());
        assertNull(piece.language());
    }

    @Test
    void languages_are_spelt_as_tags() {
        assertEquals(
                "en-US",
                Piece.at("x:1", Category.POST).language("en_us").build().language());
        assertNull(Piece.at("x:1", Category.POST).language("und").build().language());
    }

    @Test
    void an_address_is_one_line_and_not_endless() {
        for (var address : new String[] {"", " ", "a\nb", "a\u0000", "x".repeat(1_001)}) {
            var piece = Piece.at(address, Category.POST);
            assertThrows(IllegalArgumentException.class, piece::build);
        }
    }

    @Test
    void a_turn_without_words_is_none() {
        assertThrows(IllegalArgumentException.class, () -> new Piece.Turn(Piece.Role.OWN, null, " ", null));
    }
}
