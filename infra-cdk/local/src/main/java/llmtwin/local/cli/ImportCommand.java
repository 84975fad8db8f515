package llmtwin.local.cli;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import llmtwin.core.Category;
import llmtwin.core.Piece;
import llmtwin.local.mongo.CollectionImport;
import llmtwin.local.mongo.DatabaseProblem;
import llmtwin.local.mongo.ImportSettings;
import llmtwin.local.mongo.ImportState;
import llmtwin.local.mongo.MongoAddress;
import llmtwin.local.mongo.Outcome;
import llmtwin.local.mongo.PersonsDatabase;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "import",
        description = {
            "Import writing from your own MongoDB, and keep it in step: run again, it brings what was added, changed or",
            "deleted since. A replica set tells every change; a standalone server tells new records by growing ids.",
            "What was imported is removed with: scripts/twin rm mongodb/DATABASE"
        })
final class ImportCommand extends TwinCommand {
    // A list, so that an argument too many is refused here: picocli would show it, with its password.
    @Parameters(
            arity = "0..*",
            paramLabel = "[mongodb://HOST/DATABASE]",
            hideParamSyntax = true,
            description = "Which database; without it MONGODB_URI is used, which shows a password to nobody.")
    List<String> addresses = List.of();

    @Option(
            names = "--collection",
            paramLabel = "NAME",
            description = "Which collection, any number of times; if not said, those of the LLM Engineer's Handbook.")
    List<String> collections = List.of();

    @Option(
            names = "--map",
            paramLabel = "FIELD=PATH",
            split = ",",
            description =
                    "Which field of a record is what: title=headline,body=html.content; also author, published, modified,"
                            + " url, language, category. What is not said is guessed and shown; an empty path (author=) says there is"
                            + " none.")
    List<String> map = List.of();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "What the texts are: markdown, html or text; if not said, each text is looked at.")
    @Nullable
    String format;

    @Option(
            names = "--category",
            paramLabel = "CATEGORY",
            description =
                    "What they are: article, post, repository or conversation; if not said, articles have titles.")
    @Nullable
    String category;

    @Option(
            names = "--where",
            paramLabel = "JSON",
            description =
                    "Only records like this, in MongoDB's extended JSON: '{\"status\": \"published\"}'. It is remembered, as"
                            + " every setting is until another is said; '{}' asks for all again.")
    @Nullable
    String where;

    @Option(
            names = "--changed-field",
            paramLabel = "PATH",
            description = "On a standalone server: the field that says when a record changed, to see changes, too.")
    @Nullable
    String changedField;

    @Option(names = "--all", description = "Forget what was imported and look at everything again.")
    boolean all;

    @Option(names = "--follow", description = "Stay, and bring every change as it happens; Ctrl-C ends it.")
    boolean follow;

    @Option(names = "--dry-run", description = "Show which field is what, and what the first records would become.")
    boolean dryRun;

    @Option(names = "--no-wait", description = "Return when everything is sent, before it can be searched.")
    boolean noWait;

    @Option(names = "--json", description = "Print one JSON object with the counts instead of progress.")
    boolean json;

    @Override
    public Integer call() {
        var address = address();
        var said = said();
        var fields = fields();
        try (var database = new PersonsDatabase(address)) {
            return dryRun ? show(database, fields, said) : bring(database, address, fields, said);
        } catch (DatabaseProblem e) {
            throw new CommandFailed(String.valueOf(e.getMessage()), e);
        }
    }

    private MongoAddress address() {
        if (addresses.size() > 1) {
            throw new CommandFailed("Import one database at a time; " + addresses.size() + " were given.");
        }
        var uri = addresses.isEmpty() ? System.getenv("MONGODB_URI") : addresses.getFirst();
        if (uri == null || uri.isBlank()) {
            throw new CommandFailed("Say which database to import: scripts/twin import mongodb://HOST/DATABASE"
                    + " (or set MONGODB_URI)");
        }
        try {
            return MongoAddress.parse(uri);
        } catch (IllegalArgumentException e) {
            throw new CommandFailed("This is no address of a MongoDB: " + e.getMessage());
        }
    }

    private ImportSettings said() {
        try {
            return new ImportSettings(
                    Map.of(),
                    format == null ? null : Piece.Format.ofLabel(format).label(),
                    category == null ? null : Category.ofLabel(category).label(),
                    where == null ? null : ImportSettings.checkedFilter(where),
                    changedField);
        } catch (IllegalArgumentException e) {
            throw new CommandFailed(String.valueOf(e.getMessage()));
        }
    }

    private Map<String, String> fields() {
        var fields = new TreeMap<String, String>();
        for (var pair : map) {
            int equals = pair.indexOf('=');
            if (equals < 0) {
                throw new CommandFailed("--map " + pair + ": say which field is what, as in --map title=headline");
            }
            try {
                fields.put(
                        ImportSettings.checkedField(pair.substring(0, equals)),
                        pair.substring(equals + 1).strip());
            } catch (IllegalArgumentException e) {
                throw new CommandFailed("--map " + pair + ": " + e.getMessage());
            }
        }
        return fields;
    }

    private int show(PersonsDatabase database, Map<String, String> fields, ImportSettings said) {
        var preview = new ImportPreview(this, json);
        for (var collection : database.collections(collections)) {
            var settings = database.settings(collection, fields, said);
            preview.show(collection, database.describe(settings), database.preview(collection, settings, 3));
        }
        return 0;
    }

    private int bring(PersonsDatabase database, MongoAddress address, Map<String, String> fields, ImportSettings said) {
        var client = target.client();
        var uploads = new Uploads(client);
        var sent = new SentUploads(target.home().imports(), target.identity(), InstantSource.system());
        if (all) {
            sent.forget();
        }
        var twin = new UploadedDocuments(client, uploads, sent);
        var states = new ImportStates(target.home().imports(), target.identity());
        var imports = new LinkedHashMap<String, CollectionImport>();
        try {
            for (var collection : database.collections(collections)) {
                var before = states.of(address.toString(), collection);
                var settings = settings(database, collection, fields, said, before);
                boolean again = before.filter(known -> known.settings().equals(settings))
                        .isPresent();
                tell(collection + ": " + database.describe(settings) + (again ? " (as last time)" : ""));
                var goesOn = before.filter(known -> !all && known.settings().equals(settings))
                        .orElse(null);
                imports.put(
                        collection,
                        database.open(collection, settings, goesOn, twin, new Listener(collection, states)));
            }
            imports.forEach((collection, one) -> pass(database, collection, one::run, one.outcome()));
            if (follow) {
                new Following(this::tell).follow(database, imports);
            }
        } finally {
            imports.values().forEach(CollectionImport::close);
        }
        var documents = noWait ? List.<JsonNode>of() : uploads.follow(new Progress(out(), json));
        if (!noWait) {
            sent.forget(); // The twin itself says now what it has.
        }
        report(imports, documents);
        return documents.stream().noneMatch(Progress::isFailure) ? 0 : 1;
    }

    /// What was said last time is meant again, unless something else is said.
    private ImportSettings settings(
            PersonsDatabase database,
            String collection,
            Map<String, String> fields,
            ImportSettings said,
            Optional<ImportState> before) {
        boolean silent = fields.isEmpty() && where == null && said.equals(ImportSettings.NONE);
        return silent && before.isPresent() ? before.get().settings() : database.settings(collection, fields, said);
    }

    private void pass(PersonsDatabase database, String collection, Runnable run, Outcome outcome) {
        database.said(() -> {
            run.run();
            return true;
        });
        tell(collection + ": " + describe(outcome));
    }

    static String describe(Outcome outcome) {
        return outcome.read() + " looked at, " + outcome.uploaded() + " sent, " + outcome.unchanged() + " unchanged, "
                + outcome.removed() + " removed, " + outcome.skipped() + " skipped";
    }

    private void report(Map<String, CollectionImport> imports, List<JsonNode> documents) {
        if (json) {
            var told = new ArrayList<Object>();
            imports.forEach((collection, one) -> told.add(counts(collection, one.outcome())));
            sayJson(Map.of("collections", told, "documents", documents));
            return;
        }
        imports.forEach((collection, one) -> one.outcome().reasons().forEach((reason, count) -> {
            say("skipped in " + collection + ": " + count + ": " + reason);
            one.outcome().examples().stream()
                    .filter(skipped -> skipped.reason().equals(reason))
                    .limit(3)
                    .forEach(skipped -> say("    " + skipped.name()));
        }));
        if (!documents.isEmpty()) {
            long searchable = documents.stream()
                    .filter(document -> document.path("state").asString().equals("searchable"))
                    .count();
            say(searchable + " of " + documents.size() + " sent documents searchable.");
        }
    }

    private static Map<String, Object> counts(String collection, Outcome outcome) {
        var counts = new LinkedHashMap<String, Object>();
        counts.put("collection", collection);
        counts.put("read", outcome.read());
        counts.put("sent", outcome.uploaded());
        counts.put("unchanged", outcome.unchanged());
        counts.put("removed", outcome.removed());
        counts.put("skipped", outcome.skipped());
        counts.put("reasons", outcome.reasons());
        counts.put("examples", outcome.examples());
        return counts;
    }

    private void tell(String line) {
        if (!json) {
            say(line);
        }
    }

    /// What an import of one collection has to say.
    private final class Listener implements CollectionImport.Listener {
        private static final int SHOWN_EVERY = 500;

        private final String collection;
        private final ImportStates states;
        private int shown;

        Listener(String collection, ImportStates states) {
            this.collection = collection;
            this.states = states;
        }

        @Override
        public void say(String text) {
            tell(collection + ": " + text);
        }

        @Override
        public void progress(int done, int all) {
            shown = done < shown ? 0 : shown;
            if (done / SHOWN_EVERY > shown / SHOWN_EVERY) {
                tell(collection + ": " + done + " of " + all + " records");
            }
            shown = done;
        }

        @Override
        public void save(ImportState state) {
            states.save(state);
        }
    }
}
