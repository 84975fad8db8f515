package llmtwin.local.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import llmtwin.core.RepositoryZip;
import llmtwin.core.UploadKind;
import llmtwin.core.UploadedRepository;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "add",
        description = {
            "Add writing: a site, a web page, a feed (RSS, Atom, JSON), a sitemap, a git repository,",
            "a file, a folder or an export. A folder that is a git work tree is read as a repository: its tracked",
            "files, without those that others or machines wrote.",
            "Shows each document until it can be searched."
        })
final class AddCommand extends TwinCommand {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Parameters(
            arity = "1..*",
            paramLabel = "URL|PATH",
            description = "What to add: a document, e-mail, book, export or source file, or a URL.")
    List<String> things = List.of();

    @Option(
            names = "--depth",
            paramLabel = "N",
            description = "Of a URL: follow up to N links within its site from the pages it names, 0 to 5.")
    @Nullable
    Integer depth;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Of a URL: bring N documents at most, 1 to 50000; 1000 if not said.")
    @Nullable
    Integer limit;

    @Option(
            names = "--every",
            paramLabel = "TIME",
            converter = Every.class,
            description = "Of a URL: look for changes every 12h, 1d, 2w, …; from 1h to 365d, 1d if not said.")
    @Nullable
    Duration every;

    @Mixin
    ExportChoice wanted = new ExportChoice();

    @Option(names = "--no-wait", description = "Return as soon as everything is queued.")
    boolean noWait;

    @Option(names = "--json", description = "Print one JSON object with the documents instead of progress.")
    boolean json;

    @Override
    public Integer call() {
        wanted.options(); // Whatever is wrong with them is said before anything is sent.
        var client = target.client();
        var added = new ArrayList<JsonNode>();
        var refused = new ArrayList<String>();
        for (var thing : things) {
            added.addAll(isUrl(thing) ? addUrl(client, thing) : addPath(client, Path.of(thing), refused));
        }
        if (json) {
            sayJson(Map.of("documents", added, "refused", refused));
        } else if (!noWait) {
            say(summary(added, refused));
        }
        return refused.isEmpty() && added.stream().noneMatch(Progress::isFailure) ? 0 : 1;
    }

    private static boolean isUrl(String thing) {
        if (thing.matches("mongodb(\\+srv)?://.*")) { // Not shown: it may hold a password.
            throw new CommandFailed("A database is read with: scripts/twin import mongodb://HOST/DATABASE");
        }
        return thing.contains("://");
    }

    private List<JsonNode> addUrl(Client client, String url) {
        var source = client.post("/v1/sources", asked(url)).path("source");
        var id = source.path("id").asString();
        if (noWait) {
            say("queued " + source.path("url").asString() + " as source " + id);
            return List.of();
        }
        var documents = new Progress(out(), json).follow(() -> lookAtSource(client, id), PATIENCE);
        var crawled = client.read("/v1/sources/" + id);
        var problem = crawled.path("problem").asString("");
        if (documents.isEmpty() && !problem.isEmpty()) {
            throw new CommandFailed(url + ": " + problem);
        }
        return documents;
    }

    /// What is not said is left to the API.
    private Map<String, Object> asked(String url) {
        var fields = new LinkedHashMap<String, Object>(Map.of("url", url));
        if (depth != null) {
            fields.put("depth", depth);
        }
        if (limit != null) {
            fields.put("limit", limit);
        }
        if (every != null) {
            fields.put("interval", every.toString());
        }
        return fields;
    }

    private static Progress.Look lookAtSource(Client client, String id) {
        var source = client.read("/v1/sources/" + id);
        var documents = new ArrayList<JsonNode>();
        client.eachDocument("&source=" + id, documents::add);
        boolean crawled = !source.path("status").asString().equals("queued");
        return new Progress.Look(documents, crawled ? documents.size() : null);
    }

    private List<JsonNode> addPath(Client client, Path path, List<String> refused) {
        var uploads = new Uploads(client);
        var tree = WorkTree.at(path);
        if (tree.isPresent()) {
            upload(uploads, tree.get(), refused);
        } else {
            for (var file : LocalFiles.in(path)) {
                upload(uploads, file, LocalFiles.name(path, file), refused);
            }
        }
        return noWait ? List.of() : withMembers(client, uploads.follow(new Progress(out(), json)));
    }

    /// What archives hold, instead of the archives.
    private List<JsonNode> withMembers(Client client, List<JsonNode> uploaded) {
        var documents = new ArrayList<JsonNode>();
        for (var document : uploaded) {
            var source = document.path("source").asString("");
            if (document.path("state").asString().equals("unpacked") && !source.isEmpty()) {
                new Progress(out(), json)
                        .follow(() -> lookAtSource(client, source), PATIENCE).stream()
                                .filter(member -> !member.path("id").equals(document.path("id")))
                                .forEach(documents::add);
            } else {
                documents.add(document);
            }
        }
        return documents;
    }

    /// Packs a work tree and sends it as one archive, so that adding it again updates it and removes what left it.
    private void upload(Uploads uploads, WorkTree tree, List<String> refused) {
        var name = tree.archiveName();
        try {
            var file = Files.createTempFile("worktree", ".zip");
            try {
                WorkTree.Taken taken;
                try (var zip = new RepositoryZip(new BufferedOutputStream(Files.newOutputStream(file)))) {
                    taken = tree.each(zip::add);
                }
                tell(name, taken, refused);
                if (taken.taken() > 0) {
                    upload(uploads, file, name, fields(tree.git().place()), refused);
                }
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot pack " + name, e);
        }
    }

    private void tell(String name, WorkTree.Taken taken, List<String> refused) {
        if (taken.taken() == 0) {
            refused.add(name + ": no tracked file is a README, documentation or source");
        }
        if (!json) {
            say("repository  " + name + ": " + taken.taken() + " tracked files taken");
            taken.skipped()
                    .forEach((why, paths) -> say("left out    " + paths.size() + ", " + why.reason + ": "
                            + String.join(", ", paths.subList(0, Math.min(3, paths.size())))
                            + (paths.size() > 3 ? ", …" : "")));
        }
    }

    private static Map<String, Object> fields(UploadedRepository place) {
        var fields = new LinkedHashMap<String, Object>(Map.of("worktree", true));
        if (place.page() != null && place.branch() != null) {
            fields.put("repository", place.page().toString());
            fields.put("branch", place.branch());
        }
        return fields;
    }

    private void upload(Uploads uploads, Path file, String name, List<String> refused) {
        boolean packs = UploadKind.of(name).equals(Optional.of(UploadKind.ARCHIVE));
        upload(uploads, file, name, packs ? wanted.fields() : Map.of(), refused);
    }

    private void upload(Uploads uploads, Path file, String name, Map<String, ?> fields, List<String> refused) {
        try {
            var document = uploads.add(file, name, fields);
            if (noWait && !json) {
                say("uploaded " + name + " as document " + document);
            }
        } catch (CommandFailed e) {
            refused.add(name + ": " + e.getMessage());
            if (!json) {
                say("refused     " + name + ": " + e.getMessage());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static String summary(List<JsonNode> added, List<String> refused) {
        long searchable = added.stream()
                .filter(document -> document.path("state").asString().equals("searchable"))
                .count();
        return searchable + " of " + (added.size() + refused.size()) + " searchable.";
    }
}
