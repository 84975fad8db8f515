package llmtwin.local.cli;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;

@Command(
        name = "down",
        description = "Stop the local twin. What it knows stays; unfinished work goes on at the next up.")
final class DownCommand extends TwinCommand {
    private static final long PATIENCE_SECONDS = 30;

    @Override
    public Integer call() throws Exception {
        var home = target.home();
        var running = home.running();
        if (running.isEmpty()) {
            say("The twin in " + home.folder() + " is not running.");
            return 0;
        }
        var process = ProcessHandle.of(running.get().pid()).orElseThrow();
        process.destroy();
        try {
            process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new CommandFailed(
                    "Process " + process.pid() + " does not stop. End it with: kill -9 " + process.pid(), e);
        }
        home.forgetRunning();
        say("Stopped.");
        return 0;
    }
}
