package llmtwin.local.mongo;

import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import llmtwin.local.mongo.CollectionImport.Listener;
import llmtwin.unpack.HandbookRecords;
import llmtwin.unpack.Member;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;

/// A database of a person, open for reading. Whatever MongoDB says against it is thrown as a [DatabaseProblem].
public final class PersonsDatabase implements AutoCloseable {
    /// What the LLM Engineer's Handbook calls its collections of writing.
    private static final List<String> HANDBOOK = List.of("articles", "posts", "repositories");

    private static final String USERS = "users";
    private static final int MOST_USERS = 10_000;
    private static final int SAMPLE = 20;
    private static final int PATIENCE_SECONDS = 10;

    private final MongoAddress address;
    private final MongoClient client;

    public PersonsDatabase(MongoAddress address) {
        this.address = address;
        this.client = MongoClients.create(MongoClientSettings.builder()
                .applicationName("llm-twin")
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .applyToSocketSettings(socket -> socket.connectTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                        .readTimeout(2, TimeUnit.MINUTES))
                .applyConnectionString(address.connection()) // Last: what people write there wins.
                .build());
    }

    /// What is read of it if nobody says.
    ///
    /// @param asked names of collections; empty for those of the Handbook that are there
    /// @throws DatabaseProblem if there is no such database or collection; it says which there are
    public List<String> collections(List<String> asked) {
        return said(() -> {
            var there = new TreeSet<String>();
            database().listCollectionNames().forEach(name -> {
                if (!name.startsWith("system.")) {
                    there.add(name);
                }
            });
            if (there.isEmpty()) {
                throw new DatabaseProblem(
                        "There is no database '" + name() + "' at " + address + ", or nothing is in it." + databases());
            }
            var unknown = asked.stream().filter(name -> !there.contains(name)).toList();
            var found = asked.isEmpty()
                    ? HANDBOOK.stream().filter(there::contains).toList()
                    : asked.stream().distinct().toList();
            if (!unknown.isEmpty() || found.isEmpty()) {
                throw new DatabaseProblem((unknown.isEmpty()
                                ? "Say which collection to import: --collection NAME."
                                : "There is no collection " + quoted(unknown) + " in " + address + ".")
                        + " There are: " + String.join(", ", there));
            }
            return found;
        });
    }

    private static String quoted(List<String> names) {
        return names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
    }

    private String databases() {
        try {
            var names = client.listDatabaseNames().into(new ArrayList<>());
            names.removeAll(
                    List.of("admin", "config", "local", address.database().orElse("")));
            return names.isEmpty() ? "" : " There are: " + String.join(", ", names);
        } catch (MongoException _) {
            return ""; // Not everybody may see which databases there are.
        }
    }

    private String name() {
        return address.database()
                .orElseThrow(() ->
                        new DatabaseProblem("Say which database to import: " + address + "/DATABASE." + databases()));
    }

    private MongoDatabase database() {
        return client.getDatabase(name());
    }

    /// The settings as they will be used: where nobody said which field is what, the records are asked.
    ///
    /// @param fields paths by field that people gave; empty if they gave none
    /// @throws DatabaseProblem if no field can be taken for the text
    public ImportSettings settings(String collection, Map<String, String> fields, ImportSettings said) {
        return said(() -> {
            var sample = records(collection, said).sample(SAMPLE);
            boolean handbook = fields.isEmpty()
                    && !sample.isEmpty()
                    && sample.stream().allMatch(record -> HandbookRecords.recognises(HandbookMapping.json(record)));
            try {
                return handbook ? said : said.guessed(fields, sample);
            } catch (IllegalArgumentException e) {
                throw new DatabaseProblem("Of " + collection + ", " + e.getMessage()
                        + (sample.isEmpty()
                                ? " (it has no records that are asked for)"
                                : ". Its first record has: "
                                        + String.join(", ", sample.getFirst().keySet())));
            }
        });
    }

    /// For people: which field is what, and which records are asked for.
    public String describe(ImportSettings settings) {
        return settings.mapping(Map.of()).describe()
                + (settings.where() == null ? "" : "; only " + settings.where())
                + (settings.changedField() == null ? "" : "; changed as " + settings.changedField() + " says");
    }

    /// What the first records would become.
    public List<Member> preview(String collection, ImportSettings settings, int records) {
        return said(() -> {
            var members = new ArrayList<Member>();
            var mapping = settings.mapping(users(settings));
            for (var record : records(collection, settings).sample(records)) {
                mapping.read(record, RecordName.of(prefix(collection), record), members::add);
            }
            return members;
        });
    }

    /// An import that goes on where the last one ended.
    ///
    /// @param before how far that was; null if there was none, or it was another
    public CollectionImport open(
            String collection,
            ImportSettings settings,
            @Nullable ImportState before,
            TwinUploads twin,
            Listener listener) {
        return said(() -> new CollectionImport(
                records(collection, settings),
                settings.mapping(users(settings)),
                twin,
                prefix(collection),
                before == null ? new ImportState(address.toString(), collection, settings, null, null, 0) : before,
                before == null,
                listener));
    }

    /// What the names of all uploads of the collection begin with.
    public String prefix(String collection) {
        return RecordName.prefix(name(), collection);
    }

    private Records records(String collection, ImportSettings settings) {
        return new MongoRecords(database().getCollection(collection), settings.filter());
    }

    private Map<String, String> users(ImportSettings settings) {
        var users = new HashMap<String, String>();
        if (settings.fields().isEmpty()) {
            database()
                    .getCollection(USERS, BsonDocument.class)
                    .find()
                    .limit(MOST_USERS)
                    .forEach(user -> {
                        var json = HandbookMapping.json(user);
                        users.put(HandbookRecords.id(json, "_id"), HandbookRecords.userName(json));
                    });
        }
        return users;
    }

    /// Asks the database something, and says in words what it has against it.
    public <T> T said(Supplier<T> question) {
        try {
            return question.get();
        } catch (MongoException e) {
            throw DatabaseProblem.of(e, address);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
