package llmtwin.local.mongo;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.util.stream.Stream;
import org.bson.BsonDocument;

/// A MongoDB in this JVM, empty.
public final class EmbeddedMongo implements AutoCloseable {
    static {
        // It logs an error with a stack trace for whatever it is asked and does not know.
        System.setProperty("org.slf4j.simpleLogger.log.de.bwaldvogel.mongo", "off");
    }

    private final MongoServer server;
    private final String uri;
    private final MongoClient client;

    private EmbeddedMongo(boolean history) {
        var backend = new MemoryBackend();
        if (history) {
            backend.enableOplog();
        }
        server = new MongoServer(backend);
        uri = server.bindAndGetConnectionString();
        client = MongoClients.create(uri);
    }

    /// As a server of its own, which tells nobody what changed.
    public static EmbeddedMongo standalone() {
        return new EmbeddedMongo(false);
    }

    /// As one of a replica set.
    public static EmbeddedMongo withHistory() {
        return new EmbeddedMongo(true);
    }

    /// Without a database.
    public String uri() {
        return uri;
    }

    public MongoClient client() {
        return client;
    }

    public void insert(String database, String collection, String... records) {
        client.getDatabase(database)
                .getCollection(collection, BsonDocument.class)
                .insertMany(Stream.of(records).map(BsonDocument::parse).toList());
    }

    @Override
    public void close() {
        client.close();
        server.shutdownNow();
    }
}
