package llmtwin.local.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import llmtwin.clean.ExtractBench;
import llmtwin.crawl.CrawlBench;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Option;

/// `scripts/bench`: runs the code that ships over files of cases, and writes the answers in the form that scorers read.
@Command(
        name = "bench",
        description = {"Runs the code that ships over files of cases and writes answers for a scorer."},
        synopsisSubcommandLabel = "(articles | segments | robots | urls)",
        subcommands = HelpCommand.class)
public final class Bench {
    private final PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);

    private Bench() {}

    /// Runs one benchmark and exits: 0 done, 1 it could not be done, 2 the command was not understood.
    public static void main(String... arguments) {
        var line = new CommandLine(new Bench()).setExecutionExceptionHandler((problem, command, _) -> {
            if (problem instanceof IOException || problem instanceof IllegalArgumentException) {
                command.getErr().println(problem.getMessage());
                return 1;
            }
            throw problem;
        });
        if (arguments.length == 0) {
            line.usage(line.getErr());
            System.exit(2);
        }
        System.exit(line.execute(arguments));
    }

    @Command(description = "The article's text of every page, as {page: text}; prints pages per second of one core.")
    void articles(
            @Option(names = "--data", required = true, description = "A folder of *.html or *.html.gz.") Path data,
            @Option(names = "--out", required = true, description = "The file to write.") Path answers)
            throws IOException {
        ExtractBench.run(there(data), answers, out);
    }

    @Command(description = "The same for pages whose passages are to be kept or dropped, in many languages.")
    void segments(
            @Option(names = "--data", required = true, description = "A folder of *.html or *.html.gz.") Path data,
            @Option(names = "--out", required = true, description = "The file to write.") Path answers)
            throws IOException {
        ExtractBench.run(there(data), answers, out);
    }

    @Command(description = "May a URL be fetched by a robots.txt? Cases as JSON lines; {id: true or false}.")
    void robots(
            @Option(names = "--data", required = true, description = "robots-cases.jsonl, or its folder.") Path data,
            @Option(names = "--out", required = true, description = "The file to write.") Path answers)
            throws IOException {
        out.println(CrawlBench.robots(there(data), answers) + " cases");
    }

    @Command(description = "May a URL be connected to? Lines `resolves<TAB>url`; `line<TAB>blocked|allowed`.")
    void urls(
            @Option(names = "--data", required = true, description = "The file of lines, or a folder with urls.tsv.")
                    Path data,
            @Option(names = "--out", required = true, description = "The file to write.") Path answers)
            throws IOException {
        out.println(CrawlBench.urls(there(data), answers) + " cases");
    }

    private static Path there(Path data) {
        if (!Files.exists(data)) {
            throw new IllegalArgumentException(data + " does not exist");
        }
        return data;
    }
}
