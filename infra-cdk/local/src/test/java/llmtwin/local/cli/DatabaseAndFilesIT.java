package llmtwin.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import llmtwin.aws.AwsClients;
import llmtwin.aws.DynamoDbApiKeys;
import llmtwin.core.ApiKeys;
import llmtwin.core.Sha256;
import llmtwin.core.TwinId;
import llmtwin.local.StackOptions;
import llmtwin.local.TwinStack;
import llmtwin.local.cloud.Ports;
import llmtwin.local.mongo.EmbeddedMongo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A person's database into a twin, out again as files, and the files into another twin.
class DatabaseAndFilesIT {
    @TempDir
    static Path folder;

    private static TwinStack stack;

    private final EmbeddedMongo mongo = EmbeddedMongo.standalone();

    @BeforeAll
    static void start() throws IOException {
        stack = TwinStack.start(new StackOptions(
                Path.of("../app/template.json"), folder.resolve("stack"), Ports.anyFree(), false, Map.of()));
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    private static String keyOf(String twin) {
        var key = ApiKeys.generate(new SecureRandom());
        try (var dynamoDb = AwsClients.from(stack.cloud().environment()).dynamoDb()) {
            new DynamoDbApiKeys(dynamoDb, stack.environment().getOrDefault("LIBRARY_TABLE", "library"))
                    .save(new ApiKeys.ApiKey(Sha256.of(key), new TwinId(twin), "test", Instant.now()));
        }
        return key;
    }

    /// Runs a command as somebody at another machine does.
    private static void twin(String key, String... command) {
        var arguments = new ArrayList<>(List.of(command));
        arguments.addAll(List.of(
                "--url",
                stack.api().toString(),
                "--key",
                key,
                "--home",
                folder.resolve("home").toString()));
        assertEquals(0, Twin.run(arguments), String.join(" ", command));
    }

    /// Every file of the Markdown export, by its name without the document's id.
    private static Map<String, String> texts(String key, String name) throws IOException {
        var to = folder.resolve(name);
        twin(key, "export", "--format", "markdown", "--to", to.toString());
        var texts = new TreeMap<String, String>();
        try (var files = Files.walk(to)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                texts.put(
                        to.relativize(file).toString().replaceFirst("-[0-9a-f]{8}\\.md$", ""),
                        Files.readString(file).replaceFirst("(?m)^address: .*\\n", ""));
            }
        }
        return texts;
    }

    private static Path zipped(Path files) throws IOException {
        var zip = folder.resolve("export.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip));
                var list = Files.list(files)) {
            for (var file : list.sorted().toList()) {
                out.putNextEntry(new ZipEntry(file.getFileName().toString()));
                out.write(Files.readAllBytes(file));
            }
        }
        return zip;
    }

    private void fill() {
        mongo.insert(
                "writing",
                "articles",
                "{\"_id\": \"a-1\", \"content\": {\"Title\": \"On beans\", \"Subtitle\": null, \"Content\": \"# On beans\\n\\nBeans want a warm soil and a fence that is higher than they believe.\", \"language\": \"en\"}, \"platform\": \"medium\", \"author_id\": \"u-1\", \"author_full_name\": \"A. Writer\", \"link\": \"https://example.org/beans\"}");
        mongo.insert(
                "writing",
                "posts",
                "{\"_id\": \"p-1\", \"content\": {\"Post_0\": {\"text\": \"Rain again.\\n#garden and no end of slugs.\"}}, \"platform\": \"linkedin\", \"author_id\": \"u-1\"}");
        mongo.insert("writing", "users", "{\"_id\": \"u-1\", \"first_name\": \"A.\", \"last_name\": \"Writer\"}");
        mongo.insert(
                "writing",
                "repositories",
                "{\"_id\": \"r-1\", \"name\": \"garden\", \"link\": \"https://example.org/g\", \"platform\": \"github\", \"author_id\": \"u-1\", \"content\": {\"README.md\": \"# Garden tools\\n\\nThey count how many beans grow on every stick of the long fence.\", \"src/beans.js\": \"export function beans(sticks) {\\n  return sticks.map(stick => stick.beans).reduce((a, b) => a + b, 0);\\n}\\n\"}}");
        mongo.insert(
                "writing",
                "notes",
                "{\"headline\": \"Slugs & snails\", \"html\": \"<p>They come at night, when nobody <em>looks</em> and the lettuce sleeps.</p><script>x()</script>\", \"date\": {\"$date\": \"2024-05-01T10:00:00Z\"}}");
    }

    @Test
    void a_database_goes_in_stays_in_step_and_comes_out_as_it_was() throws IOException {
        fill();
        var mine = keyOf("mine");
        var uri = mongo.uri() + "/writing";

        twin(mine, "import", uri);
        twin(mine, "import", uri, "--collection", "notes");

        var texts = texts(mine, "mine");
        assertEquals(
                List.of(
                        "article/on-beans",
                        "article/slugs-snails",
                        "post/rain-again",
                        "repository/garden-tools",
                        "repository/src-beans-js"),
                List.copyOf(texts.keySet()));
        var note = texts.getOrDefault("article/slugs-snails", "");
        assertTrue(note.contains("when nobody *looks* and") && note.contains("2024-05-01"), note);
        assertFalse(note.contains("x()"), note);

        var handbook = folder.resolve("handbook");
        twin(mine, "export", "--to", handbook.toString());
        var theirs = keyOf("theirs");
        twin(theirs, "add", zipped(handbook).toString());

        assertEquals(texts, texts(theirs, "theirs"));

        var articles = mongo.client().getDatabase("writing").getCollection("articles");
        articles.updateOne(
                Filters.eq("_id", "a-1"),
                Updates.set(
                        "content.Content",
                        "# On beans\n\nBeans want a warm soil, a fence, and somebody who talks to them at noon."));
        twin(mine, "import", uri);
        assertTrue(texts(mine, "after").getOrDefault("article/on-beans", "").contains("at noon"));

        twin(mine, "rm", "mongodb/writing");
        assertEquals(Map.of(), texts(mine, "empty"));
    }
}
