package llmtwin.local.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/// `scripts/twin`: the commands, their help and their exit codes.
@Command(
        name = "twin",
        description = {"Your writing, answering questions: on this machine, in one process.", ""},
        subcommands = {
            UpCommand.class,
            AddCommand.class,
            AskCommand.class,
            SearchCommand.class,
            StatusCommand.class,
            ExtractCommand.class,
            CheckCommand.class,
            ImportCommand.class,
            ExportCommand.class,
            RmCommand.class,
            RedriveCommand.class,
            KeyCommand.class,
            DownCommand.class,
            HelpCommand.class
        },
        footer = {
            "",
            "Settings, as environment variables (an option of the same name wins):",
            "  TWIN_HOME             state folder; default ~/.llm-twin",
            "  TWIN_PORT             port of the API and console; default 8420. The next five ports serve S3, SQS,",
            "                        DynamoDB, Qdrant (gRPC), and Secrets Manager with SageMaker Runtime",
            "  TWIN_S3_PORT, TWIN_SQS_PORT, TWIN_DYNAMODB_PORT, TWIN_QDRANT_PORT, TWIN_AWS_PORT",
            "                        each of these ports alone",
            "  TWIN_URL, TWIN_KEY    another twin to talk to, for example one deployed on AWS, and its API key",
            "  MONGODB_URI           the database that import reads if none is named",
            "  TWIN_MODEL_URL        an OpenAI-compatible server that writes the answers (vLLM, Ollama, llama.cpp, …);",
            "                        without one, answers are the person's own sentences",
            "  TWIN_MODEL_NAME, TWIN_MODEL_KEY",
            "                        the model to ask for, and the key of that server",
            "  TWIN_ALLOW_LOOPBACK   true lets the crawler reach sites on this machine",
            "  CRAWL_DELAY           pause between two requests to one site, for example PT2S; default PT1S",
            "  CRAWL_CONTACT_URL     a page that tells webmasters who crawls",
            "  MAX_FETCH_BYTES, MAX_UPLOAD_BYTES",
            "                        the largest page and the largest file that is read",
            "  TWIN_JAVA_HOME, TWIN_JAVA_OPTIONS",
            "                        the JDK to run on (25 or newer), and more options for it",
            "",
            "Two stacks with different homes and ports run side by side.",
            "",
            "Exit codes: 0 done, 1 something failed (it says what), 2 the command was not understood."
        })
public final class Twin {
    private Twin() {}

    /// Runs one command and exits with its code.
    public static void main(String... arguments) {
        System.exit(run(List.of(arguments)));
    }

    static int run(List<String> arguments) {
        var line = new CommandLine(new Twin())
                // Named now: a command may turn System.out away from the terminal.
                .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                .setExecutionExceptionHandler((problem, command, _) -> {
                    if (problem instanceof CommandFailed failed) {
                        command.getErr().println(failed.getMessage());
                        return 1;
                    }
                    throw problem;
                })
                .setUsageHelpAutoWidth(true)
                .setCaseInsensitiveEnumValuesAllowed(true);
        if (arguments.isEmpty()) {
            line.usage(line.getErr());
            return 2;
        }
        return line.execute(arguments.toArray(String[]::new));
    }
}
