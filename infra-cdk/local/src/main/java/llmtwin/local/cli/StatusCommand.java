package llmtwin.local.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(name = "status", description = "Show sources, documents by state, and what failed and why.")
final class StatusCommand extends TwinCommand {
    @Option(names = "--json", description = "Print the API's answer as it is.")
    boolean json;

    @Override
    public Integer call() {
        var status = target.client().read("/v1/status");
        if (json) {
            say(status.toString());
        } else {
            show(status);
        }
        return 0;
    }

    private void show(JsonNode status) {
        say("Documents");
        table(status.path("documents"), "  none yet; add some with: scripts/twin add <url or path>");
        say("Sources");
        if (status.path("sources").isEmpty()) {
            say("  none");
        }
        for (var source : status.path("sources")) {
            say("  " + source.path("id").asString() + "  "
                    + source.path("status").asString() + "  "
                    + source.path("url").asString() + "  ("
                    + source.path("found").asInt() + " found)");
            var problem = source.path("problem").asString("");
            if (!problem.isEmpty()) {
                say("      " + problem);
            }
        }
        say("Waiting messages");
        table(status.path("queues"), "  none");
        if (hasAny(status.path("deadLetters"))) {
            say("Given up after all attempts (try again with: scripts/twin redrive)");
            table(status.path("deadLetters"), "");
        }
        if (!status.path("problems").isEmpty()) {
            say("Problems");
            for (var document : status.path("problems")) {
                say("  " + document.path("id").asString() + "  "
                        + document.path("address").asString());
                say("      " + document.path("state").asString() + ": "
                        + document.path("problem").asString());
            }
        }
    }

    private static boolean hasAny(JsonNode counts) {
        return counts.properties().stream().anyMatch(count -> count.getValue().asInt() > 0);
    }

    private void table(JsonNode counts, String otherwise) {
        if (counts.isEmpty()) {
            say(otherwise);
        }
        for (Map.Entry<String, JsonNode> count : counts.properties()) {
            say("  " + count.getKey() + "  " + count.getValue().asInt());
        }
    }
}
