package llmtwin.local.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "search", description = "Find passages, best first.")
final class SearchCommand extends TwinCommand {
    @Parameters(arity = "1..*", paramLabel = "WORDS", description = "What to look for.")
    List<String> words = List.of();

    @Option(
            names = "--limit",
            defaultValue = "5",
            description = "How many passages, 1 to 50; default ${DEFAULT-VALUE}.")
    int limit;

    @Option(names = "--json", description = "Print the API's answer as it is.")
    boolean json;

    @Override
    public Integer call() {
        var found = target.client().post("/v1/search", Map.of("query", String.join(" ", words), "limit", limit));
        if (json) {
            say(found.toString());
            return 0;
        }
        for (var passage : found.path("passages")) {
            say(String.format(
                    Locale.ROOT,
                    "%.3f  %s  %s",
                    passage.path("score").asDouble(),
                    passage.path("title").asString(),
                    passage.path("url").asString("")));
            passage.path("text").asString().lines().limit(6).forEach(line -> say("       > " + line));
        }
        if (found.path("passages").isEmpty()) {
            say("Nothing found.");
        }
        return 0;
    }
}
