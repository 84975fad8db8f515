package llmtwin.aws;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import llmtwin.core.ApiKeys;
import llmtwin.core.Sha256;
import llmtwin.core.TwinId;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Hashes of API keys in the `library` table, twice: `KEY#{hash}` / `KEY` to check a call, `TWIN#{twin}` /
/// `KEY#{hash}` to list the keys of a twin.
public final class DynamoDbApiKeys implements ApiKeys {
    private static final String KEY = "KEY#";

    private final DynamoDbClient dynamoDb;
    private final String table;

    public DynamoDbApiKeys(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    @Override
    public void save(ApiKey key) {
        dynamoDb.transactWriteItems(request -> request.transactItems(
                put(Item.key(KEY + key.hash(), "KEY"), key),
                put(Item.key(partition(key.twin()), KEY + key.hash()), key)));
    }

    private TransactWriteItem put(Item item, ApiKey key) {
        item.put("hash", key.hash().hex())
                .put("twin", key.twin().value())
                .put("label", key.label())
                .put("created", key.created());
        return TransactWriteItem.builder()
                .put(Put.builder().tableName(table).item(item.attributes()).build())
                .build();
    }

    @Override
    public Optional<ApiKey> key(Sha256 hash) {
        var item = dynamoDb.getItem(request ->
                request.tableName(table).key(Item.key(KEY + hash, "KEY").attributes()));
        return item.hasItem() ? Optional.of(key(Item.of(item.item()))) : Optional.empty();
    }

    @Override
    public List<ApiKey> keys(TwinId twin) {
        return dynamoDb
                .queryPaginator(request -> request.tableName(table)
                        .keyConditionExpression("pk = :pk AND begins_with(sk, :prefix)")
                        .expressionAttributeValues(
                                Map.of(":pk", Item.text(partition(twin)), ":prefix", Item.text(KEY))))
                .items()
                .stream()
                .map(item -> key(Item.of(item)))
                .sorted(Comparator.comparing(ApiKey::created))
                .toList();
    }

    @Override
    public void revoke(TwinId twin, Sha256 hash) {
        dynamoDb.transactWriteItems(request -> request.transactItems(
                delete(Item.key(KEY + hash, "KEY")), delete(Item.key(partition(twin), KEY + hash))));
    }

    private TransactWriteItem delete(Item key) {
        return TransactWriteItem.builder()
                .delete(Delete.builder().tableName(table).key(key.attributes()).build())
                .build();
    }

    private static ApiKey key(Item item) {
        return new ApiKey(
                new Sha256(item.text("hash", ApiKey.class)),
                new TwinId(item.text("twin", ApiKey.class)),
                item.text("label", ApiKey.class),
                item.time("created"));
    }

    private static String partition(TwinId twin) {
        return "TWIN#" + twin;
    }
}
