package llmtwin.cdk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The local stack runs `template.json`; so that it runs what would be deployed, the file must be what the CDK makes.
class TemplateSnapshotTest {
    private static final Path SNAPSHOT = Path.of("template.json");
    private static final String UPDATE = "mvn -pl infra-cdk/app test -Dtest=TemplateSnapshotTest -Dsnapshot.update";

    @Test
    void the_kept_template_is_what_the_app_synthesizes() throws IOException {
        var app = Synthesis.app();
        Synthesis.stack(app);

        var template = Synthesis.template(app);

        if (System.getProperty("snapshot.update") != null) {
            Files.writeString(SNAPSHOT, template);
        }
        assertEquals(
                Files.readString(SNAPSHOT),
                template,
                () -> "infra-cdk/app/template.json differs from the app. If that is meant: " + UPDATE
                        + ", then review the diff");
    }
}
