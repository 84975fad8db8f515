package llmtwin.index;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class NamedUuidTest {
    /// The example of RFC 9562, appendix A.4.
    @Test
    void the_uuid_of_a_name_is_that_of_the_standard() {
        var dns = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");

        assertEquals(UUID.fromString("2ed6657d-e927-568b-95e1-2665a8aea6a2"), NamedUuid.of(dns, "www.example.com"));
    }
}
