package llmtwin.cdk;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.AssetHashType;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.s3.assets.AssetOptions;

/// A synthesized stack, with a placeholder for the functions' code whose hash never changes.
///
/// @param stack checked by cdk-nag
record Synthesis(App app, TwinStack stack) {
    private static final Map<String, String> SETTINGS = Map.of("contactUrl", "https://example.org/about-this-crawler");

    /// With default settings; made once for all tests, because starting the CDK takes seconds.
    static Synthesis standard() {
        assumeNodeJs();
        return Standard.SYNTHESIS;
    }

    /// Skips the calling test, with one line that says so, where the CDK cannot run.
    static Synthesis with(Map<String, String> settings) {
        assumeNodeJs();
        var all = new TreeMap<>(SETTINGS);
        all.putAll(settings);
        var app = TwinApp.app(all);
        var stack = TwinApp.stack(app, Synthesis::placeholder);
        Aspects.of(app).add(new AwsSolutionsChecks());
        return new Synthesis(app, stack);
    }

    private static void assumeNodeJs() {
        if (!NodeJs.usable()) {
            System.out.println(NodeJs.needed());
        }
        assumeTrue(NodeJs.usable(), NodeJs.needed());
    }

    private static Code placeholder(String module) {
        return Code.fromAsset(
                "src/test/placeholder",
                AssetOptions.builder()
                        .assetHashType(AssetHashType.CUSTOM)
                        .assetHash(module)
                        .build());
    }

    private static final class Standard {
        static final Synthesis SYNTHESIS = with(Map.of());
    }
}
