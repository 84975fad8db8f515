package llmtwin.cdk;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.AssetHashType;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.s3.assets.AssetOptions;

/// A synthesized stack, with a placeholder for the functions' code whose hash never changes.
record Synthesis(App app, TwinStack stack) {
    private static final Map<String, String> SETTINGS = Map.of("contactUrl", "https://example.org/about-this-crawler");

    /// With default settings and checked by cdk-nag; made once for all tests, because it takes seconds.
    static Synthesis standard() {
        return Standard.SYNTHESIS;
    }

    static Synthesis with(Map<String, String> settings) {
        var all = new TreeMap<>(SETTINGS);
        all.putAll(settings);
        var app = TwinApp.app(all);
        var stack = TwinApp.stack(app, Synthesis::placeholder);
        return new Synthesis(app, stack);
    }

    private static Code placeholder(String module) {
        return Code.fromAsset(
                "src/test/placeholder",
                AssetOptions.builder()
                        .assetHashType(AssetHashType.CUSTOM)
                        .assetHash(module)
                        .build());
    }

    private static Synthesis checked() {
        var synthesis = with(Map.of());
        Aspects.of(synthesis.app()).add(new AwsSolutionsChecks());
        return synthesis;
    }

    private static final class Standard {
        static final Synthesis SYNTHESIS = checked();
    }
}
