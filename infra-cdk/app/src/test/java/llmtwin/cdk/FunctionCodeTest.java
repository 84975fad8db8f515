package llmtwin.cdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionCodeTest {
    @Test
    void a_function_that_is_not_packaged_is_named_with_the_command_that_packages_it(@TempDir Path functions) {
        var code = FunctionCode.packagedIn(functions);

        var failure = assertThrows(IllegalStateException.class, () -> code.of("crawl"));

        assertEquals(
                functions.resolve("crawl/target/function")
                        + " is missing: package the functions first (mvn package -Pdeploy)",
                failure.getMessage());
    }
}
