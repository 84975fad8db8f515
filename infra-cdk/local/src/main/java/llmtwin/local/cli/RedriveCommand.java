package llmtwin.local.cli;

import java.util.Map;
import picocli.CommandLine.Command;

@Command(name = "redrive", description = "Try again what was given up: move every dead letter back to its queue.")
final class RedriveCommand extends TwinCommand {
    @Override
    public Integer call() {
        var redriven = target.client().post("/v1/redrive", Map.of()).path("redriven");
        int messages = 0;
        for (var count : redriven.properties()) {
            messages += count.getValue().asInt();
            if (count.getValue().asInt() > 0) {
                say(count.getKey() + ": " + count.getValue().asInt() + " tried again");
            }
        }
        if (messages == 0) {
            say("Nothing was given up.");
        }
        return 0;
    }
}
