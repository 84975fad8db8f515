package llmtwin.cdk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The local stack runs `template.json`; so that it runs what would be deployed, the file must be what the CDK makes.
@NeedsNodeJs
class TemplateSnapshotTest {
    private static final Path SNAPSHOT = Path.of("template.json");
    private static final String UPDATE =
            "mvn -pl infra-cdk/app test -Dtest=TemplateSnapshotTest -Dsnapshot.update, then review the diff";

    @Test
    void the_kept_template_is_what_the_app_synthesizes() throws IOException {
        var assembly = Synthesis.standard().app().synth();
        var template =
                Files.readString(Path.of(assembly.getStackByName(TwinApp.STACK).getTemplateFullPath())) + "\n";

        if (System.getProperty("snapshot.update") != null) {
            Files.writeString(SNAPSHOT, template);
        }

        assertEquals(
                Files.readString(SNAPSHOT),
                template,
                "infra-cdk/app/template.json is not what the app makes. If the change is meant: " + UPDATE);
    }
}
