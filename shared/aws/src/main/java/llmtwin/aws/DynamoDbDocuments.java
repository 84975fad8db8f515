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
import java.util.stream.Stream;
import llmtwin.core.Category;
import llmtwin.core.Document;
import llmtwin.core.DocumentId;
import llmtwin.core.DocumentRef;
import llmtwin.core.Documents;
import llmtwin.core.Fingerprint;
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
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// The ledger of documents in the `library` table: `TWIN#{twin}` / `DOCUMENT#{id}` is a document; who owns
/// which text is kept by [Claims]. The attribute `version` sorts as [Version] does.
public final class DynamoDbDocuments implements Documents {
    private static final String DOCUMENT = "DOCUMENT#";
    /// Longer than any message can wait in a queue (14 days).
    private static final Duration TOMBSTONE = Duration.ofDays(30);

    /// Names the duplicates of a document, each by its id and its address.
    private static final String OTHERS = "others";

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Claims claims;

    public DynamoDbDocuments(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.claims = new Claims(dynamoDb, table);
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
        var duplicateOf = step instanceof Step.Duplicate duplicate ? duplicate.of() : null;
        if (duplicateOf != null) {
            nameOther(ref, origin.address(), duplicateOf);
        }
        var update = touched(ref, origin, step.state(), now)
                .set("version", sortable(version))
                .set("problem", problem(step))
                .set("duplicateOf", duplicateOf == null ? null : duplicateOf.value())
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
        var before = update.onlyIf("attribute_not_exists(" + update.name("version") + ")")
                .onlyIf("#version < :version")
                .onlyIf("#version = :version AND " + in(update, statesBefore(step)))
                .replaced(dynamoDb, table);
        var current = before.isPresent() ? duplicateOf : owner(read(partition(ref.twin()), DOCUMENT + ref.id()));
        Stream.concat(before.map(DynamoDbDocuments::owner).stream(), Stream.ofNullable(duplicateOf))
                .filter(owner -> !owner.equals(current))
                .forEach(owner -> forgetOther(ref, origin.address(), owner));
        return before.isPresent();
    }

    private static @Nullable DocumentId owner(Item item) {
        return item.optional("duplicateOf").map(DocumentId::new).orElse(null);
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
    public DocumentId claim(DocumentRef ref, Fingerprint fingerprint) {
        return claims.claim(ref, fingerprint);
    }

    @Override
    public void release(DocumentRef ref, @Nullable Fingerprint kept, Consumer<Document> orphan) {
        var givenUp = claims.giveUp(ref, kept);
        if (givenUp.isEmpty()) {
            return;
        }
        duplicatesOf(ref).forEach(orphan);
        // Forgotten last, so that whoever dies before this line does all of it again.
        claims.forget(ref, givenUp, kept == null);
    }

    private List<Document> duplicatesOf(DocumentRef ref) {
        var owner = read(partition(ref.twin()), DOCUMENT + ref.id());
        var others = owner.members(OTHERS);
        // Where there are more than it may know, all documents are looked through.
        var candidates = owner.has("state") && others.size() < Document.MOST_OTHERS
                ? others.stream()
                        .sorted()
                        .map(other -> document(new DocumentRef(ref.twin(), new DocumentId(other.substring(0, 32)))))
                        .flatMap(Optional::stream)
                        .toList()
                : documents(ref.twin(), State.DUPLICATE, null, Integer.MAX_VALUE, null)
                        .documents();
        return candidates.stream()
                .filter(document -> ref.id().equals(document.duplicateOf()))
                .toList();
    }

    /// Has the owner of a text name a duplicate, before the duplicate names its owner.
    private void nameOther(DocumentRef duplicate, String address, DocumentId owner) {
        var update = update(new DocumentRef(duplicate.twin(), owner)).add(OTHERS, other(duplicate, address));
        var others = update.name(OTHERS);
        var most = update.value("most", Item.number(Document.MOST_OTHERS));
        update.onlyIf("attribute_exists(" + update.name("state") + ") AND (attribute_not_exists(" + others
                        + ") OR size(" + others + ") < " + most + ")")
                .applyTo(dynamoDb, table);
    }

    private void forgetOther(DocumentRef duplicate, String address, DocumentId owner) {
        var update = update(new DocumentRef(duplicate.twin(), owner)).takeOut(OTHERS, other(duplicate, address));
        update.onlyIf("attribute_exists(" + update.name("state") + ")").applyTo(dynamoDb, table);
    }

    private static String other(DocumentRef duplicate, String address) {
        return duplicate.id() + " " + address;
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
                owner(item),
                item.members(OTHERS).stream()
                        .map(other -> other.substring(other.indexOf(' ') + 1))
                        .sorted()
                        .toList(),
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
}
