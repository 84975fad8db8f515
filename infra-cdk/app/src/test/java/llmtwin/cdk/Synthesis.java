package llmtwin.cdk;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AssetHashType;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.s3.assets.AssetOptions;

/// Synthesizes the stack with a placeholder for the functions' code, whose hash never changes.
final class Synthesis {
    private static final Map<String, String> SETTINGS = Map.of("contactUrl", "https://example.org/about-this-crawler");

    private Synthesis() {}

    static App app() {
        return app(Map.of());
    }

    /// Skips the calling test, with one line that says so, where the CDK cannot run.
    static App app(Map<String, String> settings) {
        if (!NodeJs.usable()) {
            System.out.println(NodeJs.needed());
        }
        assumeTrue(NodeJs.usable(), NodeJs.needed());
        var all = new TreeMap<>(SETTINGS);
        all.putAll(settings);
        return TwinApp.app(all);
    }

    static TwinStack stack(App app) {
        return TwinApp.stack(app, Synthesis::placeholder);
    }

    /// The template as the CDK writes it.
    static String template(App app) {
        var file = app.synth().getStackByName(TwinApp.STACK).getTemplateFullPath();
        try {
            return Files.readString(Path.of(file)) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Code placeholder(String module) {
        return Code.fromAsset(
                "src/test/placeholder",
                AssetOptions.builder()
                        .assetHashType(AssetHashType.CUSTOM)
                        .assetHash(module)
                        .build());
    }
}
