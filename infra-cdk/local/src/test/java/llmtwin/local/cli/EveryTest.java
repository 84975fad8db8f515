package llmtwin.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class EveryTest {
    @ParameterizedTest
    @CsvSource({"1h, PT1H", "12H, PT12H", "1d, PT24H", "' 2w ', PT336H"})
    void hours_days_and_weeks_are_understood(String written, Duration every) {
        assertEquals(every, new Every().convert(written));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "d", "1", "1 d", "-1d", "1m", "P1D", "99999h"})
    void anything_else_is_refused_with_what_is_meant(String written) {
        var problem = assertThrows(TypeConversionException.class, () -> new Every().convert(written));

        assertEquals("'" + written + "' is no time such as 12h, 1d or 2w", problem.getMessage());
    }
}
