package llmtwin.local.cli;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "rm",
        description = {
            "Remove documents and sources from everywhere: storage, ledger and index.",
            "Each is named by its id, its URL, or (an upload) its name or the folder it came from."
        })
final class RmCommand extends TwinCommand {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String UPLOAD = "upload:";
    private static final String SOURCES = "/v1/sources/";

    @Parameters(arity = "1..*", paramLabel = "DOCUMENT|SOURCE", description = "What to remove.")
    List<String> names = List.of();

    @Option(names = "--json", description = "Print what was removed as JSON.")
    boolean json;

    @Override
    public Integer call() throws InterruptedException {
        var client = target.client();
        var paths = new ArrayList<String>();
        for (var name : names) {
            var found = find(client, name);
            if (found.isEmpty()) {
                throw new CommandFailed("There is no document or source '" + name + "'. See: scripts/twin status");
            }
            paths.addAll(found);
        }
        // What is removed may be imported again.
        new SentUploads(target.home().imports(), target.identity(), InstantSource.system()).forget();
        paths.forEach(client::delete);
        awaitGone(client, paths);
        if (json) {
            sayJson(Map.of("removed", paths.size()));
        } else {
            say("Removed " + paths.size() + (paths.size() == 1 ? " item." : " items."));
        }
        return 0;
    }

    private static void awaitGone(Client client, List<String> paths) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        for (var path : paths) {
            while (isThere(client, path)) {
                if (System.nanoTime() > until) {
                    throw new CommandFailed("Still being removed in the background; see: scripts/twin status");
                }
                Thread.sleep(200);
            }
        }
    }

    /// A source is gone when its last document is.
    private static boolean isThere(Client client, String path) {
        if (!client.find(path).isEmpty()) {
            return true;
        }
        return path.startsWith(SOURCES)
                && !client.read("/v1/documents?limit=1&source=" + path.substring(SOURCES.length()))
                        .path("documents")
                        .isEmpty();
    }

    private static List<String> find(Client client, String name) {
        var found = new ArrayList<String>();
        for (var source : client.read("/v1/sources").path("sources")) {
            if (name.equals(source.path("id").asString())
                    || name.equals(source.path("url").asString())) {
                found.add(SOURCES + source.path("id").asString());
            }
        }
        if (!found.isEmpty()) {
            return found;
        }
        if (name.matches("[0-9a-f]{32}")) {
            return client.find("/v1/documents/" + name).isEmpty() ? List.of() : List.of("/v1/documents/" + name);
        }
        client.eachDocument("", document -> {
            if (isMeant(document, name)) {
                found.add("/v1/documents/" + document.path("id").asString());
            }
        });
        return found;
    }

    private static boolean isMeant(JsonNode document, String name) {
        var address = document.path("address").asString();
        var folder = name.replaceAll("/+$", "") + "/";
        return address.equals(name)
                || address.equals(UPLOAD + name)
                || address.startsWith(UPLOAD + folder)
                || address.equals(UPLOAD + name.replaceAll("/+$", "") + ".git.zip")
                || document.path("url").asString("").equals(name);
    }
}
