package llmtwin.local.mongo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import llmtwin.core.Category;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PersonsDatabaseTest {
    private static final String ARTICLE = """
            {"_id": "a-1", "content": {"Title": "On beans", "Subtitle": "Or peas", "Content": "# Beans", "language": "en"},
             "platform": "medium", "author_id": "u-1", "author_full_name": "A. Writer", "link": "https://example.org/beans"}""";

    private final EmbeddedMongo mongo = EmbeddedMongo.standalone();
    private final InMemoryTwin twin = new InMemoryTwin();
    private final List<String> said = new ArrayList<>();

    @AfterEach
    void stop() {
        mongo.close();
    }

    private PersonsDatabase database(String name) {
        return new PersonsDatabase(MongoAddress.parse(mongo.uri() + "/" + name));
    }

    private Outcome bring(PersonsDatabase database, String collection) {
        var settings = database.settings(collection, Map.of(), ImportSettings.NONE);
        try (var one = database.open(collection, settings, null, twin, new CollectionImport.Listener() {
            @Override
            public void say(String text) {
                said.add(text);
            }

            @Override
            public void progress(int done, int all) {}

            @Override
            public void save(ImportState state) {}
        })) {
            database.said(() -> {
                one.run();
                return true;
            });
            return one.outcome();
        }
    }

    @Test
    void the_handbooks_database_is_read_as_it_keeps_it() {
        mongo.insert("twin", "articles", ARTICLE);
        mongo.insert(
                "twin",
                "posts",
                "{\"_id\": \"p-1\", \"content\": {\"Post_0\": {\"text\": \"Beans up.\"}}, \"platform\": \"linkedin\", \"author_id\": \"u-1\"}");
        mongo.insert(
                "twin",
                "repositories",
                "{\"_id\": \"r-1\", \"name\": \"garden\", \"link\": \"https://example.org/g\", \"platform\": \"github\", \"author_id\": \"u-1\", \"content\": {\"README.md\": \"# Garden\", \"src/a.py\": \"import this\", \"web/b.js\": \"alert(1)\", \"Makefile\": \"all:\"}}");
        mongo.insert("twin", "users", "{\"_id\": \"u-1\", \"first_name\": \"A.\", \"last_name\": \"Writer\"}");

        try (var database = database("twin")) {
            var collections = database.collections(List.of());
            collections.forEach(collection -> bring(database, collection));

            assertEquals(List.of("articles", "posts", "repositories"), collections);
        }

        var r = "mongodb/twin/repositories/r-1/";
        assertEquals(
                Set.of(
                        "mongodb/twin/articles/a-1.piece",
                        "mongodb/twin/posts/p-1.piece",
                        r + "README.md.piece",
                        r + "src/a.py.piece",
                        r + "web/b.js.piece",
                        r + "Makefile.piece"),
                twin.names());
        assertEquals("# Beans", twin.piece("mongodb/twin/articles/a-1.piece").body());
        assertEquals("A. Writer", twin.piece("mongodb/twin/posts/p-1.piece").author());
        assertEquals(
                "```python\nimport this\n```\n",
                twin.piece(r + "src/a.py.piece").body());
        assertEquals("src/a.py", twin.piece(r + "src/a.py.piece").title());
        assertEquals(
                "```javascript\nalert(1)\n```\n",
                twin.piece(r + "web/b.js.piece").body());
        assertEquals(Category.REPOSITORY, twin.piece(r + "README.md.piece").category());
    }

    @Test
    void a_file_that_left_its_repository_leaves_the_twin() {
        var record =
                "{\"_id\": \"r-1\", \"name\": \"g\", \"platform\": \"github\", \"author_id\": \"u\", \"content\": {\"a.py\": \"1\", \"b.py\": \"2\"}}";
        mongo.insert("twin", "repositories", record);
        try (var database = database("twin")) {
            bring(database, "repositories");
            mongo.client().getDatabase("twin").getCollection("repositories").drop();
            mongo.insert("twin", "repositories", record.replace(", \"b.py\": \"2\"", ""));

            var outcome = bring(database, "repositories");

            assertEquals(Set.of("mongodb/twin/repositories/r-1/a.py.piece"), twin.names());
            assertEquals(1, outcome.removed());
            assertEquals(1, outcome.unchanged());
        }
    }

    @Test
    void thousands_of_records_go_in_and_a_second_time_none() {
        var records = new String[2_500];
        for (int i = 0; i < records.length; i++) {
            records[i] = "{\"title\": \"Note " + i + "\", \"text\": \"Text of note " + i + "\"}";
        }
        mongo.insert("blog", "notes", records);
        try (var database = database("blog")) {
            assertEquals(2_500, bring(database, "notes").uploaded());
            assertEquals(2_500, bring(database, "notes").unchanged());
        }
    }

    @Test
    void a_record_of_16_megabytes_goes_in() {
        mongo.insert("blog", "notes", "{\"_id\": 1, \"text\": \"" + "word ".repeat(3_200_000) + "\"}");
        try (var database = database("blog")) {
            assertEquals(1, bring(database, "notes").uploaded());
        }
    }

    @Test
    void an_unknown_collection_is_named_with_those_there_are() {
        mongo.insert("blog", "notes", "{\"text\": \"a\"}");
        mongo.insert("blog", "drafts", "{\"text\": \"a\"}");
        try (var database = database("blog")) {
            assertEquals(
                    "There is no collection 'note' in mongodb://" + host() + "/blog. There are: drafts, notes",
                    problem(() -> database.collections(List.of("note"))));
            assertEquals(
                    "Say which collection to import: --collection NAME. There are: drafts, notes",
                    problem(() -> database.collections(List.of())));
        }
    }

    @Test
    void an_unknown_database_is_named_with_those_there_are() {
        mongo.insert("blog", "notes", "{\"text\": \"a\"}");
        try (var database = database("blok")) {
            assertEquals(
                    "There is no database 'blok' at mongodb://" + host()
                            + "/blok, or nothing is in it. There are: blog",
                    problem(() -> database.collections(List.of())));
        }
        try (var database = database("")) {
            assertTrue(problem(() -> database.collections(List.of())).startsWith("Say which database to import"));
        }
    }

    @Test
    void a_server_that_cannot_be_reached_is_named_without_its_password() throws IOException {
        int nobody;
        try (var socket = new ServerSocket(0)) {
            nobody = socket.getLocalPort();
        }
        var uri = "mongodb://me:s3cret@127.0.0.1:" + nobody + "/blog?serverSelectionTimeoutMS=200";
        try (var database = new PersonsDatabase(MongoAddress.parse(uri))) {
            var problem = problem(() -> database.collections(List.of()));

            assertEquals(
                    "mongodb://127.0.0.1:" + nobody + "/blog cannot be reached: ConnectException: Connection refused.",
                    problem);
            assertFalse(problem.contains("s3cret"));
        }
    }

    @Test
    void a_server_that_goes_away_says_how_to_go_on() {
        mongo.insert("blog", "notes", "{\"text\": \"a\"}");
        try (var database =
                new PersonsDatabase(MongoAddress.parse(mongo.uri() + "/blog?serverSelectionTimeoutMS=200"))) {
            database.collections(List.of("notes"));
            mongo.close();

            assertTrue(problem(() -> database.collections(List.of("notes"))).contains("127.0.0.1"));
        }
    }

    private String host() {
        return MongoAddress.parse(mongo.uri()).hosts();
    }

    private static String problem(Runnable work) {
        return String.valueOf(assertThrows(DatabaseProblem.class, work::run).getMessage());
    }
}
