package llmtwin.local.cli;

import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "ask", description = "Ask a question; the answer cites the passages it rests on.")
final class AskCommand extends TwinCommand {
    @Parameters(arity = "1..*", paramLabel = "QUESTION", description = "In your own words.")
    List<String> words = List.of();

    @Option(names = "--json", description = "Print the API's answer as it is.")
    boolean json;

    @Override
    public Integer call() {
        var answer = target.client().post("/v1/ask", Map.of("question", String.join(" ", words)));
        if (json) {
            say(answer.toString());
        } else {
            show(answer);
        }
        return 0;
    }

    private void show(JsonNode answer) {
        say(answer.path("answer").asString());
        var notice = answer.path("notice").asString("");
        if (!notice.isEmpty()) {
            say("");
            say("(" + notice + ")");
        }
        for (var citation : answer.path("citations")) {
            say("");
            say("[" + citation.path("number").asInt() + "] "
                    + citation.path("title").asString());
            var url = citation.path("url").asString("");
            if (!url.isEmpty()) {
                say("    " + url);
            }
            citation.path("passage").asString().lines().forEach(line -> say("    > " + line));
        }
    }
}
