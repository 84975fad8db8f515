package llmtwin.aws;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import llmtwin.core.Reach;
import llmtwin.core.Source;
import llmtwin.core.SourceId;
import llmtwin.core.Sources;
import llmtwin.core.TwinId;
import llmtwin.core.Validators;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The ledger of sources in the `library` table: `TWIN#{twin}` / `SOURCE#{id}`. The index `due` holds those that
/// somebody has to come back to, by when.
public final class DynamoDbSources implements Sources {
    private static final String SOURCE = "SOURCE#";
    /// The one partition of the index `due`; a source that nobody comes back to has none.
    private static final String SCHEDULED = "crawl";

    private final DynamoDbClient dynamoDb;
    private final String table;

    public DynamoDbSources(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    @Override
    public void save(Source source) {
        var item = Item.key(partition(source.twin()), SOURCE + source.id())
                .put("url", source.url())
                .put("added", source.added())
                .put("interval", source.interval().toString())
                .put("nextCrawl", source.nextCrawl())
                .put("status", source.status().label())
                .put("problem", source.problem())
                .put("found", source.found())
                .put("etag", source.validators().etag())
                .put("lastModified", source.validators().lastModified())
                .put("depth", source.reach().depth())
                .put("limit", source.reach().limit())
                .put(
                        "schedule",
                        source.nextCrawl() == null || source.status() == Source.Status.ERASING ? null : SCHEDULED);
        dynamoDb.putItem(request -> request.tableName(table).item(item.attributes()));
    }

    @Override
    public Optional<Source> source(TwinId twin, SourceId id) {
        var item = dynamoDb.getItem(
                request -> request.tableName(table).key(key(twin, id)).consistentRead(true));
        return item.hasItem() ? Optional.of(source(Item.of(item.item()))) : Optional.empty();
    }

    @Override
    public List<Source> sources(TwinId twin) {
        return dynamoDb
                .queryPaginator(request -> request.tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression("pk = :pk AND begins_with(sk, :prefix)")
                        .expressionAttributeValues(
                                Map.of(":pk", Item.text(partition(twin)), ":prefix", Item.text(SOURCE))))
                .items()
                .stream()
                .map(item -> source(Item.of(item)))
                .sorted(Comparator.comparing(source -> source.url().toString()))
                .toList();
    }

    @Override
    public List<Source> due(Instant now) {
        return dynamoDb
                .queryPaginator(request -> request.tableName(table)
                        .indexName("due")
                        .keyConditionExpression("schedule = :schedule AND nextCrawl <= :now")
                        .expressionAttributeValues(Map.of(":schedule", Item.text(SCHEDULED), ":now", Item.time(now))))
                .items()
                .stream()
                .map(item -> source(Item.of(item)))
                .toList();
    }

    @Override
    public void crawled(
            TwinId twin,
            SourceId id,
            @Nullable String problem,
            int found,
            Validators validators,
            @Nullable Instant nextCrawl) {
        var status = problem == null ? Source.Status.CRAWLED : Source.Status.FAILED;
        var update = new Update(partition(twin), SOURCE + id)
                .set("status", status.label())
                .set("problem", problem)
                .set("etag", validators.etag())
                .set("lastModified", validators.lastModified());
        if (problem == null) {
            update.set("found", Item.number(found));
        }
        comeBack(update, nextCrawl);
    }

    @Override
    public void goesOn(TwinId twin, SourceId id, int found, Instant nextCrawl) {
        comeBack(
                new Update(partition(twin), SOURCE + id)
                        .set("status", Source.Status.QUEUED.label())
                        .remove("problem")
                        .set("found", Item.number(found))
                        .remove("etag")
                        .remove("lastModified"),
                nextCrawl);
    }

    @Override
    public void comeBack(TwinId twin, SourceId id, @Nullable Instant nextCrawl) {
        comeBack(new Update(partition(twin), SOURCE + id), nextCrawl);
    }

    private void comeBack(Update update, @Nullable Instant nextCrawl) {
        update.set("nextCrawl", nextCrawl == null ? null : Item.time(nextCrawl))
                .set("schedule", nextCrawl == null ? null : Item.text(SCHEDULED));
        var name = update.name("status");
        update.onlyIf("attribute_exists(" + name + ") AND " + name + " <> "
                        + update.value("erasing", Item.text(Source.Status.ERASING.label())))
                .applyTo(dynamoDb, table);
    }

    @Override
    public void remove(TwinId twin, SourceId id) {
        dynamoDb.deleteItem(request -> request.tableName(table).key(key(twin, id)));
    }

    private static Source source(Item item) {
        return new Source(
                new TwinId(item.text("pk", Source.class).substring("TWIN#".length())),
                new SourceId(item.text("sk", Source.class).substring(SOURCE.length())),
                URI.create(item.text("url", Source.class)),
                item.time("added"),
                Duration.parse(item.text("interval", Source.class)),
                item.timeOrNull("nextCrawl"),
                Source.Status.valueOf(item.text("status", Source.class).toUpperCase(Locale.ROOT)),
                item.textOrNull("problem"),
                (int) item.number("found", 0),
                new Validators(item.textOrNull("etag"), item.textOrNull("lastModified")),
                new Reach((int) item.number("depth", 0), (int) item.number("limit", Reach.USUAL.limit())));
    }

    private static Map<String, AttributeValue> key(TwinId twin, SourceId id) {
        return Item.key(partition(twin), SOURCE + id).attributes();
    }

    private static String partition(TwinId twin) {
        return "TWIN#" + twin;
    }
}
