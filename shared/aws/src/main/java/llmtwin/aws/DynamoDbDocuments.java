package llmtwin.aws;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import llmtwin.core.Category;
import llmtwin.core.Document;
import llmtwin.core.DocumentId;
import llmtwin.core.DocumentRef;
import llmtwin.core.Documents;
import llmtwin.core.Metadata;
import llmtwin.core.Missing;
import llmtwin.core.Origin;
import llmtwin.core.Sha256;
import llmtwin.core.SourceId;
import llmtwin.core.State;
import llmtwin.core.Step;
import llmtwin.core.TwinId;
import llmtwin.core.Validators;
import llmtwin.core.Version;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// The ledger of documents in the `library` table: `TWIN#{twin}` / `DOCUMENT#{id}` is a document, `TEXT#{hash}` the
/// claim of a text, `TEXTS#{id}` the texts a document has claimed. The attribute `version` sorts as [Version] does.
public final class DynamoDbDocuments implements Documents {
    private static final Logger log = LoggerFactory.getLogger(DynamoDbDocuments.class);
    private static final String DOCUMENT = "DOCUMENT#";
    /// Longer than any message can wait in a queue (14 days).
    private static final Duration TOMBSTONE = Duration.ofDays(30);

    private final DynamoDbClient dynamoDb;
    private final String table;

    public DynamoDbDocuments(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    @Override
    public Optional<Document> document(DocumentRef ref) {
        var item = read(partition(ref.twin()), DOCUMENT + ref.id());
        return item.has("state") ? Optional.of(document(ref.twin(), item)) : Optional.empty();
    }

    @Override
    public Page documents(
            TwinId twin, @Nullable State state, @Nullable SourceId source, int limit, @Nullable String cursor) {
        var found = new ArrayList<Document>();
        var query = all(twin, DOCUMENT).toBuilder().filterExpression(filter(state, source));
        var values = new HashMap<>(query.build().expressionAttributeValues());
        values.put(":state", Item.text((state == null ? State.DELETED : state).label()));
        if (source != null) {
            values.put(":source", Item.text(source.value()));
        }
        query.expressionAttributeNames(names(source)).expressionAttributeValues(values);
        if (cursor != null) {
            query.exclusiveStartKey(Item.key(partition(twin), DOCUMENT + cursor).attributes());
        }
        for (var item : dynamoDb.queryPaginator(query.build()).items()) {
            if (found.size() == limit) {
                return new Page(found, found.getLast().ref().id().value());
            }
            found.add(document(twin, Item.of(item)));
        }
        return new Page(found, null);
    }

    private static String filter(@Nullable State state, @Nullable SourceId source) {
        return "#state " + (state == null ? "<>" : "=") + " :state" + (source == null ? "" : " AND #source = :source");
    }

    private static Map<String, String> names(@Nullable SourceId source) {
        return source == null ? Map.of("#state", "state") : Map.of("#state", "state", "#source", "source");
    }

    @Override
    public Map<State, Integer> counts(TwinId twin) {
        var counts = new EnumMap<State, Integer>(State.class);
        var query = all(twin, DOCUMENT).toBuilder()
                .projectionExpression("#state")
                .expressionAttributeNames(Map.of("#state", "state"))
                .build();
        for (var item : dynamoDb.queryPaginator(query).items()) {
            counts.merge(state(Item.of(item)), 1, Integer::sum);
        }
        counts.remove(State.DELETED);
        return counts;
    }

    @Override
    public boolean announce(DocumentRef ref, Origin origin, Instant asked) {
        var item = Item.key(partition(ref.twin()), DOCUMENT + ref.id())
                .put("address", origin.address())
                .put("source", origin.source() == null ? null : origin.source().value())
                .put("url", origin.url())
                .put("state", State.QUEUED.label())
                .put("updated", asked);
        try {
            dynamoDb.putItem(request -> request.tableName(table)
                    .item(item.attributes())
                    .conditionExpression("attribute_not_exists(pk) OR (#state = :deleted"
                            + " AND (#updated < :asked OR attribute_exists(vanished)))")
                    .expressionAttributeNames(Map.of("#state", "state", "#updated", "updated"))
                    .expressionAttributeValues(
                            Map.of(":deleted", Item.text(State.DELETED.label()), ":asked", Item.time(asked))));
            return true;
        } catch (ConditionalCheckFailedException _) {
            return false;
        }
    }

    @Override
    public boolean advance(DocumentRef ref, Origin origin, Version version, Step step, Instant now) {
        var update = touched(ref, origin, step.state(), now)
                .set("version", sortable(version))
                .set("problem", problem(step))
                .set(
                        "duplicateOf",
                        step instanceof Step.Duplicate duplicate
                                ? duplicate.of().value()
                                : null)
                .set("expires", expiry(step, now))
                .set("vanished", step instanceof Step.Deleted(boolean vanished) && vanished ? Item.number(1) : null);
        switch (step) {
            case Step.Fetched(var validators) -> validators(update, validators).remove(since(Missing.Cause.GONE));
            case Step.Cleaned(var metadata) -> metadata(update, metadata);
            case Step.Indexed(int chunks) -> update.set("chunks", Item.number(chunks));
            case Step.Duplicate(var metadata, var _) ->
                metadata(update, metadata).set("chunks", Item.number(0));
            case Step.Skipped _, Step.Unpacked _ -> update.set("chunks", Item.number(0));
            case Step.Failed _ -> {
                // What was known and can be found stays.
            }
            case Step.Deleted _ -> {
                validators(metadata(update, null), Validators.NONE).set("chunks", Item.number(0));
                update.remove("source").remove(since(Missing.Cause.GONE)).remove(since(Missing.Cause.UNLISTED));
            }
        }
        return update.onlyIf("attribute_not_exists(" + update.name("version") + ")")
                .onlyIf("#version < :version")
                .onlyIf("#version = :version AND " + in(update, statesBefore(step)))
                .applyTo(dynamoDb, table);
    }

    private static State[] statesBefore(Step step) {
        return Arrays.stream(State.values())
                .filter(state -> state.allows(step.state()))
                .toArray(State[]::new);
    }

    private static @Nullable AttributeValue expiry(Step step, Instant now) {
        return step instanceof Step.Deleted ? Item.number(now.plus(TOMBSTONE).getEpochSecond()) : null;
    }

    private static @Nullable String problem(Step step) {
        return switch (step) {
            case Step.Skipped(var reason) -> reason;
            case Step.Failed(var reason) -> reason;
            case Step.Fetched _, Step.Cleaned _, Step.Indexed _, Step.Unpacked _, Step.Duplicate _, Step.Deleted _ ->
                null;
        };
    }

    @Override
    public void fruitless(DocumentRef ref, Origin origin, Step step, Instant now) {
        var reason = problem(step);
        if (reason == null) {
            throw new IllegalArgumentException(step + " is no fruitless visit");
        }
        var update = touched(ref, origin, step.state(), now).set("problem", reason);
        boolean neverRead = update.onlyIf("attribute_not_exists(" + update.name("version") + ")")
                .applyTo(dynamoDb, table);
        if (!neverRead) {
            note(ref, reason, now);
        }
    }

    @Override
    public void note(DocumentRef ref, String problem, Instant now) {
        var update = update(ref).set("problem", problem).set("updated", Item.time(now));
        update.onlyIf(notDeleted(update)).applyTo(dynamoDb, table);
    }

    @Override
    public void unchanged(DocumentRef ref, Validators validators, Instant now) {
        var settled = visited(ref, validators, now).remove("problem");
        boolean cleared = settled.onlyIf(in(settled, State.SEARCHABLE, State.DUPLICATE) + " AND attribute_not_exists("
                        + settled.name(since(Missing.Cause.UNLISTED)) + ")")
                .applyTo(dynamoDb, table);
        if (!cleared) {
            var other = visited(ref, validators, now);
            other.onlyIf(notDeleted(other)).applyTo(dynamoDb, table);
        }
    }

    private static Update visited(DocumentRef ref, Validators validators, Instant now) {
        return validators(update(ref), validators)
                .set("updated", Item.time(now))
                .remove(since(Missing.Cause.GONE));
    }

    @Override
    public void missing(DocumentRef ref, Missing missing, String reason) {
        var marked = marked(ref, missing).set("problem", reason);
        boolean said = marked.onlyIf(notDeleted(marked) + " AND NOT " + in(marked, State.SKIPPED, State.FAILED))
                .applyTo(dynamoDb, table);
        if (!said) {
            var other = marked(ref, missing);
            other.onlyIf(notDeleted(other)).applyTo(dynamoDb, table);
        }
    }

    private static Update marked(DocumentRef ref, Missing missing) {
        var since = Item.time(missing.since());
        var update = update(ref).setIfMissing(since(missing.cause()), since);
        return missing.cause() == Missing.Cause.GONE ? update.set("updated", since) : update;
    }

    @Override
    public void found(DocumentRef ref, Missing.Cause cause) {
        var cleared = update(ref).remove(since(cause)).remove("problem");
        boolean done = cleared.onlyIf(notDeleted(cleared) + " AND NOT " + in(cleared, State.SKIPPED, State.FAILED))
                .applyTo(dynamoDb, table);
        if (!done) {
            var other = update(ref).remove(since(cause));
            other.onlyIf(notDeleted(other)).applyTo(dynamoDb, table);
        }
    }

    /// The attribute that says since when a document is missing in this way.
    private static String since(Missing.Cause cause) {
        return cause.label() + "Since";
    }

    private static @Nullable Missing missing(Item item) {
        return Arrays.stream(Missing.Cause.values())
                .filter(cause -> item.has(since(cause)))
                .map(cause -> new Missing(item.time(since(cause)), cause))
                .min(Comparator.comparing(Missing::since))
                .orElse(null);
    }

    private static String in(Update update, State... states) {
        return update.name("state") + " IN ("
                + Arrays.stream(states)
                        .map(state -> update.value("in_" + state.label(), Item.text(state.label())))
                        .collect(Collectors.joining(", "))
                + ")";
    }

    private static String notDeleted(Update update) {
        var state = update.name("state");
        return "attribute_exists(" + state + ") AND " + state + " <> "
                + update.value("deleted", Item.text(State.DELETED.label()));
    }

    @Override
    public DocumentId claim(DocumentRef ref, Sha256 textHash) {
        // Remembered first: a claim that nobody remembers could never be given up.
        dynamoDb.updateItem(request -> request.tableName(table)
                .key(Item.key(partition(ref.twin()), texts(ref)).attributes())
                .updateExpression("ADD hashes :hash")
                .expressionAttributeValues(Map.of(":hash", AttributeValue.fromSs(List.of(textHash.hex())))));
        try {
            dynamoDb.putItem(request -> request.tableName(table)
                    .item(Item.key(partition(ref.twin()), text(textHash))
                            .put("document", ref.id().value())
                            .attributes())
                    .conditionExpression("attribute_not_exists(pk) OR document = :document")
                    .expressionAttributeValues(
                            Map.of(":document", Item.text(ref.id().value())))
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return ref.id();
        } catch (ConditionalCheckFailedException taken) {
            return new DocumentId(Item.of(taken.item()).text("document", DocumentId.class));
        }
    }

    @Override
    public void release(DocumentRef ref, @Nullable Sha256 kept, Consumer<Document> orphan) {
        var remembered = read(partition(ref.twin()), texts(ref)).attributes().get("hashes");
        var givenUp = remembered == null
                ? List.<String>of()
                : remembered.ss().stream()
                        .filter(hash -> kept == null || !hash.equals(kept.hex()))
                        .toList();
        if (givenUp.isEmpty()) {
            return;
        }
        givenUp.forEach(hash -> unclaim(ref, hash));
        documents(ref.twin(), State.DUPLICATE, null, Integer.MAX_VALUE, null).documents().stream()
                .filter(document -> ref.id().equals(document.duplicateOf()))
                .forEach(orphan);
        // Forgotten last, so that whoever dies before this line does all of it again.
        dynamoDb.updateItem(request -> request.tableName(table)
                .key(Item.key(partition(ref.twin()), texts(ref)).attributes())
                .updateExpression("DELETE hashes :hashes")
                .expressionAttributeValues(Map.of(":hashes", AttributeValue.fromSs(givenUp))));
    }

    private void unclaim(DocumentRef ref, String hash) {
        try {
            dynamoDb.deleteItem(request -> request.tableName(table)
                    .key(Item.key(partition(ref.twin()), text(new Sha256(hash))).attributes())
                    .conditionExpression("document = :document")
                    .expressionAttributeValues(
                            Map.of(":document", Item.text(ref.id().value()))));
        } catch (ConditionalCheckFailedException _) {
            log.debug("document {} never owned text {}, or gave it up before", ref, hash);
        }
    }

    private static Update update(DocumentRef ref) {
        return new Update(partition(ref.twin()), DOCUMENT + ref.id());
    }

    private static Update touched(DocumentRef ref, Origin origin, State state, Instant now) {
        var update = update(ref)
                .set("address", origin.address())
                .setIfMissing("url", origin.url() == null ? null : origin.url().toString())
                .set("state", state.label())
                .set("updated", Item.time(now));
        return state == State.DELETED || origin.source() == null
                ? update
                : update.setIfMissing("source", origin.source().value());
    }

    private static Update validators(Update update, Validators validators) {
        return update.set("etag", validators.etag()).set("lastModified", validators.lastModified());
    }

    private static Update metadata(Update update, @Nullable Metadata metadata) {
        return update.set("site", metadata == null ? null : metadata.site())
                .set("licence", metadata == null ? null : metadata.licence())
                .set("handler", metadata == null ? null : metadata.handler())
                .set("from", metadata == null ? null : Item.texts(metadata.from()))
                .set("title", metadata == null ? null : metadata.title())
                .set("category", metadata == null ? null : metadata.category().label())
                .set("author", metadata == null ? null : metadata.author())
                .set("language", metadata == null ? null : metadata.language())
                .set("published", metadata == null ? null : timeOrNull(metadata.published()))
                .set("modified", metadata == null ? null : timeOrNull(metadata.modified()))
                .set(
                        "link",
                        metadata == null || metadata.url() == null
                                ? null
                                : metadata.url().toString());
    }

    private static @Nullable AttributeValue timeOrNull(@Nullable Instant time) {
        return time == null ? null : Item.time(time);
    }

    private static Document document(TwinId twin, Item item) {
        var id = new DocumentId(item.text("sk", Document.class).substring(DOCUMENT.length()));
        return new Document(
                new DocumentRef(twin, id),
                origin(item),
                state(item),
                item.optional("version").map(DynamoDbDocuments::version).orElse(null),
                item.textOrNull("problem"),
                item.has("title") ? metadata(item) : null,
                (int) item.number("chunks", 0),
                item.optional("duplicateOf").map(DocumentId::new).orElse(null),
                new Validators(item.textOrNull("etag"), item.textOrNull("lastModified")),
                missing(item),
                item.time("updated"));
    }

    private static Origin origin(Item item) {
        return new Origin(
                item.text("address", Document.class),
                item.optional("source").map(SourceId::new).orElse(null),
                item.uriOrNull("url"));
    }

    private static Metadata metadata(Item item) {
        return new Metadata(
                item.text("title", Document.class),
                Category.ofLabel(item.text("category", Document.class)),
                item.textOrNull("author"),
                item.textOrNull("language"),
                item.timeOrNull("published"),
                item.timeOrNull("modified"),
                item.optional("link").map(URI::create).orElse(null),
                item.textOrNull("site"),
                item.textOrNull("licence"),
                item.optional("handler").orElse("web"),
                item.texts("from"));
    }

    private static State state(Item item) {
        return State.ofLabel(item.text("state", Document.class));
    }

    /// Sorts as text as the version sorts: milliseconds in 15 digits, then the content.
    private static String sortable(Version version) {
        return String.format(Locale.ROOT, "%015d#%s", version.observed().toEpochMilli(), version.content());
    }

    private static Version version(String sortable) {
        int mark = sortable.indexOf('#');
        return new Version(
                new Sha256(sortable.substring(mark + 1)),
                Instant.ofEpochMilli(Long.parseLong(sortable.substring(0, mark))));
    }

    private Item read(String pk, String sk) {
        return Item.of(dynamoDb.getItem(request -> request.tableName(table)
                        .key(Item.key(pk, sk).attributes())
                        .consistentRead(true))
                .item());
    }

    private QueryRequest all(TwinId twin, String prefix) {
        return QueryRequest.builder()
                .tableName(table)
                .consistentRead(true)
                .keyConditionExpression("pk = :pk AND begins_with(sk, :prefix)")
                .expressionAttributeValues(Map.of(":pk", Item.text(partition(twin)), ":prefix", Item.text(prefix)))
                .build();
    }

    private static String partition(TwinId twin) {
        return "TWIN#" + twin;
    }

    private static String text(Sha256 hash) {
        return "TEXT#" + hash;
    }

    private static String texts(DocumentRef ref) {
        return "TEXTS#" + ref.id();
    }
}
