package llmtwin.unpack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.time.Instant;
import java.util.List;
import llmtwin.core.Category;
import llmtwin.core.Piece;
import org.junit.jupiter.api.Test;

class ChatGptExportTest {
    private static String node(String id, String parent, String role, String content, String more) {
        return """
                "%s":{"id":"%1$s","parent":"%s","children":[],"message":{"author":{"role":"%s"},"create_time":1709285400.5,
                "content":%s%s}}""".formatted(id, parent, role, content, more);
    }

    private static String text(String text) {
        return "{\"content_type\":\"text\",\"parts\":[\"" + text + "\"]}";
    }

    private static String conversation(String current, String... nodes) {
        return "{\"title\":\"Beans\",\"create_time\":1709285400,\"update_time\":1709289000.0,\"mapping\":{"
                + String.join(",", nodes) + "},\"current_node\":\"" + current + "\",\"conversation_id\":\"c-1\"}";
    }

    @Test
    void the_branch_that_was_seen_last_is_the_conversation() {
        var read = Upload.zip("chat.zip")
                .with(
                        "conversations.json",
                        "["
                                + conversation(
                                        "d",
                                        node("r", "", "system", text("You are …"), ""),
                                        node("a", "r", "user", text("How deep?"), ""),
                                        node("b", "a", "assistant", text("A first answer"), ""),
                                        node(
                                                "c",
                                                "a",
                                                "assistant",
                                                text("Five centimetres.\uE200cite\uE202turn0\uE201"),
                                                ""),
                                        node("t", "c", "tool", text("noise"), ""),
                                        node(
                                                "d",
                                                "t",
                                                "user",
                                                "{\"content_type\":\"multimodal_text\",\"parts\":[{\"content_type\":\"image_asset_pointer\"},\"Thanks\"]}",
                                                ""))
                                + "]")
                .read();

        assertEquals("chatgpt", read.export());
        var piece = read.only();
        assertEquals("chatgpt:c-1", piece.address());
        assertEquals(Category.CONVERSATION, piece.category());
        assertEquals("Beans", piece.title());
        assertEquals(Instant.parse("2024-03-01T09:30:00Z"), piece.published());
        var time = Instant.parse("2024-03-01T09:30:00.500Z");
        assertEquals(
                List.of(
                        new Piece.Turn(Piece.Role.OWN, null, "How deep?", time),
                        new Piece.Turn(Piece.Role.OTHER, "ChatGPT", "Five centimetres.", time),
                        new Piece.Turn(Piece.Role.OWN, null, "Thanks", time)),
                piece.turns());
    }

    @Test
    void hidden_messages_and_calls_of_tools_are_no_turns() {
        var read = Upload.file(
                "conversations.json",
                "["
                        + conversation(
                                "c",
                                node(
                                        "a",
                                        "",
                                        "user",
                                        text("hidden"),
                                        ",\"metadata\":{\"is_visually_hidden_from_conversation\":true}"),
                                node("b", "a", "assistant", text("search"), ",\"recipient\":\"web\""),
                                node(
                                        "c",
                                        "b",
                                        "user",
                                        "{\"content_type\":\"code\",\"language\":\"java\",\"text\":\"int i;\"}",
                                        ""))
                        + "]");

        assertEquals(
                List.of("```java\nint i;\n```"),
                read.only().turns().stream().map(Piece.Turn::text).toList());
    }

    @Test
    void a_circle_of_messages_ends() {
        var read = Upload.file(
                "conversations.json",
                "[" + conversation("a", node("a", "b", "user", text("x"), ""), node("b", "a", "user", text("y"), ""))
                        + "]");

        assertEquals(2, read.only().turns().size());
    }

    @Test
    void odd_types_and_cuts_end_in_words() {
        var odd = Upload.file(
                "conversations.json",
                "[1,null,[],{\"mapping\":7},{\"mapping\":{\"a\":7},\"current_node\":\"a\"},{\"create_time\":1e999,\"mapping\":{}}]");
        assertEquals(List.of(), odd.members());

        assertNotNull(Upload.file("conversations.json", "[{\"mapping\":{").problem());
    }
}
