package llmtwin.cdk;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.DefaultStackSynthesizer;

/// Synthesizes the twin's stack. The CDK command line starts this, as `cdk.json` says.
public final class TwinApp {
    static final String STACK = "llm-twin";

    /// Behaviour that the CDK keeps off for apps older than it.
    private static final List<String> NEWER_BEHAVIOUR = List.of(
            "@aws-cdk/aws-apigateway:authorizerChangeDeploymentLogicalId",
            "@aws-cdk/aws-iam:minimizePolicies",
            "@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy");

    private TwinApp() {}

    /// Fails with one line if a setting is wrong or the functions are not packaged.
    public static void main(String[] args) {
        try {
            var app = app(Map.of());
            stack(app, FunctionCode.packagedIn(Path.of("../../functions")));
            app.synth();
        } catch (IllegalArgumentException | IllegalStateException e) {
            System.err.println("llm-twin: " + e.getMessage());
            System.exit(1);
        }
    }

    /// @param settings as on the command line after `-c`
    static App app(Map<String, String> settings) {
        var context = new HashMap<String, Object>(settings);
        NEWER_BEHAVIOUR.forEach(flag -> context.put(flag, true));
        return new App(AppProps.builder()
                .context(context)
                .analyticsReporting(false)
                .defaultStackSynthesizer(DefaultStackSynthesizer.Builder.create()
                        .generateBootstrapVersionRule(false) // the command line checks that by itself
                        .build())
                .build());
    }

    static TwinStack stack(App app, FunctionCode code) {
        return new TwinStack(app, STACK, TwinSettings.from(app.getNode()), code);
    }
}
