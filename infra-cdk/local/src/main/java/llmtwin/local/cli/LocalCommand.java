package llmtwin.local.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import llmtwin.core.Json;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// What every command has: help, and a place to write.
abstract class LocalCommand implements Callable<Integer> {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs.
    CommandSpec spec;

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    void say(String line) {
        out().println(line);
        out().flush();
    }

    void sayJson(Object value) {
        say(Json.write(value));
    }
}
