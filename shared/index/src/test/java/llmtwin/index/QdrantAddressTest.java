package llmtwin.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QdrantAddressTest {
    @Test
    void an_address_is_read_from_the_secret() {
        assertEquals(
                new QdrantAddress("q.example.org", 6334, true, "k"),
                QdrantAddress.fromJson("{\"host\":\"q.example.org\",\"port\":6334,\"tls\":true,\"apiKey\":\"k\"}"));
        assertEquals(
                new QdrantAddress("localhost", 8424, false, null),
                QdrantAddress.fromJson("{\"host\":\"localhost\",\"port\":8424,\"apiKey\":\"\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"host\":\"h\"}", "{\"port\":1}", "no json", "{\"host\":\"h\",\"port\":70000}"})
    void anything_else_is_no_address(String json) {
        assertThrows(IllegalArgumentException.class, () -> QdrantAddress.fromJson(json));
    }

    @Test
    void the_key_is_not_shown() {
        assertEquals("h:1", new QdrantAddress("h", 1, true, "secret").toString());
    }
}
