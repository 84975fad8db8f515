package llmtwin.aws;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import llmtwin.core.DocumentId;
import llmtwin.core.DocumentRef;
import llmtwin.core.Fingerprint;
import llmtwin.core.MinHash;
import llmtwin.core.Sha256;
import llmtwin.core.TwinId;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// Which document owns which text, in the `library` table. `TWIN#{twin}` / a name of a [Fingerprint] holds the
/// documents that own a text of that name; `CLAIMS#{id}` holds the names that a document has claimed, and its newest
/// fingerprint.
///
/// A new text costs one batch read of at most 11 items, a second one only where a name is taken, and one
/// transaction of at most 11 small items (22 write units); the same text again costs the read; giving up a text two
/// reads and two writes. The transaction holds only if nobody has claimed one of the names since the read, so that of
/// two duplicates that come at once one sees the other.
final class Claims {
    private static final String CLAIMS = "CLAIMS#";
    /// A name that more documents share is that of a template and tells nothing.
    private static final int MOST_OWNERS = 16;

    private static final int MOST_CANDIDATES = 50;
    private static final int MOST_TRIES = 10;

    private final DynamoDbClient dynamoDb;
    private final String table;

    Claims(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    /// @return the owner of the text
    /// @throws IllegalStateException if others claim the same names all the time
    DocumentId claim(DocumentRef ref, Fingerprint fingerprint) {
        for (int i = 0; i < MOST_TRIES; i++) {
            var names = fingerprint.names();
            var wanted = new ArrayList<>(names);
            wanted.add(claims(ref.id().value()));
            var items = read(ref.twin(), wanted);
            var owner = owner(ref, fingerprint, items);
            if (owner.isPresent()) {
                return owner.get();
            }
            if (take(ref, fingerprint, items)) {
                return ref.id();
            }
        }
        throw new IllegalStateException("the text of " + ref + " is claimed by too many at once");
    }

    private Optional<DocumentId> owner(DocumentRef ref, Fingerprint fingerprint, Map<String, Item> items) {
        var equal = others(ref, items, fingerprint.names().getFirst());
        if (!equal.isEmpty()) {
            return equal.stream().min(Comparator.naturalOrder()).map(DocumentId::new);
        }
        var candidates = fingerprint.names().stream()
                .flatMap(name -> others(ref, items, name).stream())
                .distinct()
                .limit(MOST_CANDIDATES)
                .map(Claims::claims)
                .toList();
        return read(ref.twin(), candidates).entrySet().stream()
                .filter(claim -> claim.getValue().has("sketch"))
                .map(claim -> Map.entry(claim.getKey(), fingerprint(claim.getValue())))
                .filter(claim -> claim.getValue().isDuplicateOf(fingerprint))
                .max(Comparator.comparingDouble((Map.Entry<String, Fingerprint> claim) ->
                                claim.getValue().sketch().likeness(fingerprint.sketch()))
                        .thenComparing(Map.Entry::getKey, Comparator.reverseOrder()))
                .map(claim -> new DocumentId(claim.getKey().substring(CLAIMS.length())));
    }

    private static Set<String> others(DocumentRef ref, Map<String, Item> items, String name) {
        var owners = new HashSet<>(owners(items, name));
        owners.remove(ref.id().value());
        return owners;
    }

    private static Set<String> owners(Map<String, Item> items, String name) {
        return items.getOrDefault(name, Item.empty()).members("documents");
    }

    /// @return false if somebody else has claimed one of the names meanwhile
    private boolean take(DocumentRef ref, Fingerprint fingerprint, Map<String, Item> items) {
        var me = ref.id().value();
        var mine = items.getOrDefault(claims(me), Item.empty());
        var names = fingerprint.names().stream()
                .filter(name ->
                        owners(items, name).contains(me) || owners(items, name).size() < MOST_OWNERS)
                .toList();
        boolean isTaken = names.stream().allMatch(name -> owners(items, name).contains(me));
        if (isTaken
                && mine.members("names").containsAll(names)
                && mine.optional("text").equals(Optional.of(fingerprint.text().hex()))) {
            return true;
        }
        var writes = new ArrayList<TransactWriteItem>();
        names.forEach(name -> writes.add(join(ref, name, owners(items, name))));
        writes.add(remember(ref, fingerprint, names));
        return write(writes);
    }

    private TransactWriteItem join(DocumentRef ref, String name, Set<String> owners) {
        var values = new HashMap<>(Map.of(":me", texts(Set.of(ref.id().value()))));
        if (!owners.isEmpty()) {
            values.put(":seen", texts(owners));
        }
        return TransactWriteItem.builder()
                .update(update -> update.tableName(table)
                        .key(key(ref.twin(), name))
                        .updateExpression("ADD #documents :me")
                        .conditionExpression(
                                owners.isEmpty() ? "attribute_not_exists(#documents)" : "#documents = :seen")
                        .expressionAttributeNames(Map.of("#documents", "documents"))
                        .expressionAttributeValues(values))
                .build();
    }

    private TransactWriteItem remember(DocumentRef ref, Fingerprint fingerprint, List<String> names) {
        var values = new HashMap<>(Map.of(
                ":names", texts(names),
                ":text", Item.text(fingerprint.text().hex()),
                ":sketch",
                        AttributeValue.fromB(
                                SdkBytes.fromByteArray(fingerprint.sketch().toBytes())),
                ":words", Item.number(fingerprint.words())));
        var link = fingerprint.link();
        if (link != null) {
            values.put(":link", Item.text(link.toString()));
        }
        var expression = "SET #text = :text, #sketch = :sketch, #words = :words"
                + (link == null ? " REMOVE #link" : ", #link = :link") + " ADD #names :names";
        return TransactWriteItem.builder()
                .update(update -> update.tableName(table)
                        .key(key(ref.twin(), claims(ref.id().value())))
                        .updateExpression(expression)
                        .expressionAttributeNames(Map.of(
                                "#text", "text",
                                "#sketch", "sketch",
                                "#words", "words",
                                "#link", "link",
                                "#names", "names"))
                        .expressionAttributeValues(values))
                .build();
    }

    /// Gives up every name but those of the text given.
    ///
    /// @return what was given up, now or by a release that died before [#forget]
    Set<String> giveUp(DocumentRef ref, @Nullable Fingerprint kept) {
        var claims = claims(ref.id().value());
        var mine = read(ref.twin(), List.of(claims)).getOrDefault(claims, Item.empty());
        var names = new HashSet<>(mine.members("names"));
        names.removeAll(kept == null ? List.of() : kept.names());
        for (int i = 0; i < MOST_TRIES; i++) {
            var items = read(ref.twin(), names);
            var writes = names.stream()
                    .filter(name -> owners(items, name).contains(ref.id().value()))
                    .map(name -> leave(ref, name, owners(items, name)))
                    .toList();
            if (writes.isEmpty() || write(writes)) {
                return names;
            }
        }
        throw new IllegalStateException("the texts of " + ref + " are claimed by too many at once");
    }

    private TransactWriteItem leave(DocumentRef ref, String name, Set<String> owners) {
        var key = key(ref.twin(), name);
        var aliases = Map.of("#documents", "documents");
        if (owners.size() == 1) {
            return TransactWriteItem.builder()
                    .delete(delete -> delete.tableName(table)
                            .key(key)
                            .conditionExpression("#documents = :seen")
                            .expressionAttributeNames(aliases)
                            .expressionAttributeValues(Map.of(":seen", texts(owners))))
                    .build();
        }
        return TransactWriteItem.builder()
                .update(update -> update.tableName(table)
                        .key(key)
                        .updateExpression("DELETE #documents :me")
                        .conditionExpression("#documents = :seen")
                        .expressionAttributeNames(aliases)
                        .expressionAttributeValues(
                                Map.of(":me", texts(Set.of(ref.id().value())), ":seen", texts(owners))))
                .build();
    }

    /// Ends a release: what was given up is not named again.
    void forget(DocumentRef ref, Set<String> givenUp, boolean all) {
        var key = key(ref.twin(), claims(ref.id().value()));
        if (all) {
            dynamoDb.deleteItem(request -> request.tableName(table).key(key));
        } else {
            dynamoDb.updateItem(request -> request.tableName(table)
                    .key(key)
                    .updateExpression("DELETE #names :names")
                    .expressionAttributeNames(Map.of("#names", "names"))
                    .expressionAttributeValues(Map.of(":names", texts(givenUp))));
        }
    }

    private boolean write(List<TransactWriteItem> writes) {
        try {
            dynamoDb.transactWriteItems(request -> request.transactItems(writes));
            return true;
        } catch (TransactionCanceledException e) {
            var changed = Set.of("ConditionalCheckFailed", "TransactionConflict", "None");
            if (e.hasCancellationReasons()
                    && e.cancellationReasons().stream().allMatch(reason -> changed.contains(reason.code()))) {
                return false;
            }
            throw e;
        }
    }

    /// By sort key; those that do not exist are left out.
    private Map<String, Item> read(TwinId twin, Collection<String> sortKeys) {
        var items = new HashMap<String, Item>();
        var keys = sortKeys.stream().map(name -> key(twin, name)).collect(Collectors.toList());
        while (!keys.isEmpty()) {
            var wanted =
                    KeysAndAttributes.builder().keys(keys).consistentRead(true).build();
            var answer = dynamoDb.batchGetItem(request -> request.requestItems(Map.of(table, wanted)));
            answer.responses().getOrDefault(table, List.of()).forEach(attributes -> {
                var item = Item.of(attributes);
                items.put(item.text("sk", Fingerprint.class), item);
            });
            var left = answer.unprocessedKeys().get(table);
            keys = left == null ? List.of() : left.keys();
        }
        return items;
    }

    private static Fingerprint fingerprint(Item item) {
        return new Fingerprint(
                new Sha256(item.text("text", Fingerprint.class)),
                MinHash.ofBytes(item.bytes("sketch")),
                (int) item.number("words", 0),
                item.optional("link").map(URI::create).orElse(null));
    }

    private static AttributeValue texts(Collection<String> values) {
        return AttributeValue.fromSs(List.copyOf(values));
    }

    private static String claims(String document) {
        return CLAIMS + document;
    }

    private static Map<String, AttributeValue> key(TwinId twin, String sortKey) {
        return Item.key("TWIN#" + twin, sortKey).attributes();
    }
}
