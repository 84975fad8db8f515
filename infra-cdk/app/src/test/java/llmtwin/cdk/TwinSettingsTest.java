package llmtwin.cdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NeedsNodeJs
class TwinSettingsTest {
    @ParameterizedTest
    @CsvSource({
        "architecture, sparc, architecture 'sparc' is neither arm64 nor x86_64",
        "reservedConcurrency, 5, reservedConcurrency '5' is neither true nor false",
        "contactUrl, me, 'contactUrl ''me'' is no http(s) URL: set the page that says who crawls, -c contactUrl=https://…'"
    })
    void a_wrong_setting_is_named_with_what_it_may_be(String name, String value, String message) {
        var wrong = Map.of(name, value);

        var failure = assertThrows(IllegalArgumentException.class, () -> Synthesis.with(wrong));

        assertEquals(message, failure.getMessage());
    }
}
