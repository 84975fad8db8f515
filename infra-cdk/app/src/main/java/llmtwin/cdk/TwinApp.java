package llmtwin.cdk;

import java.nio.file.Path;
import java.util.Map;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

/// Synthesizes the twin's stack. The CDK command line starts this, as `cdk.json` says.
public final class TwinApp {
    static final String STACK = "llm-twin";

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

    static App app(Map<String, String> settings) {
        return new App(
                AppProps.builder().context(settings).analyticsReporting(false).build());
    }

    static TwinStack stack(App app, FunctionCode code) {
        return new TwinStack(app, STACK, TwinSettings.from(app.getNode()), code);
    }
}
