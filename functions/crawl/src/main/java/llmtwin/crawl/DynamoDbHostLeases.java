package llmtwin.crawl;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// Leases in the `library` table: `HOST#{host}` / `HOST` with `free` in epoch milliseconds, `holder` while a request
/// is under way, and `expires` for the table to forget hosts nobody visits any more.
final class DynamoDbHostLeases implements HostLeases {
    private static final Duration FORGET = Duration.ofHours(1);

    /// `free` is a word of DynamoDB's own.
    private static final Map<String, String> NAMES = Map.of("#free", "free");

    private final DynamoDbClient dynamoDb;
    private final String table;

    DynamoDbHostLeases(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    @Override
    public Attempt acquire(String host, Instant now, Instant expiry) {
        var lease = new Held(host, UUID.randomUUID().toString());
        try {
            dynamoDb.updateItem(request -> request.tableName(table)
                    .key(key(host))
                    .updateExpression("SET #free = :free, holder = :holder, expires = :expires")
                    .conditionExpression("attribute_not_exists(#free) OR #free <= :now")
                    .expressionAttributeNames(NAMES)
                    .expressionAttributeValues(Map.of(
                            ":free", number(expiry.toEpochMilli()),
                            ":holder", AttributeValue.fromS(lease.holder()),
                            ":expires", forget(expiry),
                            ":now", number(now.toEpochMilli())))
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return lease;
        } catch (ConditionalCheckFailedException e) {
            return e.hasItem() ? taken(e.item()) : new Taken();
        }
    }

    private static Attempt taken(Map<String, AttributeValue> item) {
        var free = item.get("free");
        return item.containsKey("holder") || free == null
                ? new Taken()
                : new Resting(Instant.ofEpochMilli(Long.parseLong(free.n())));
    }

    @Override
    public void release(Held lease, Instant free) {
        try {
            dynamoDb.updateItem(request -> request.tableName(table)
                    .key(key(lease.host()))
                    .updateExpression("SET #free = :free, expires = :expires REMOVE holder")
                    .conditionExpression("holder = :holder")
                    .expressionAttributeNames(NAMES)
                    .expressionAttributeValues(Map.of(
                            ":free", number(free.toEpochMilli()),
                            ":expires", forget(free),
                            ":holder", AttributeValue.fromS(lease.holder()))));
        } catch (ConditionalCheckFailedException _) {
            // It expired, and the host belongs to somebody else now.
        }
    }

    private static Map<String, AttributeValue> key(String host) {
        return Map.of("pk", AttributeValue.fromS("HOST#" + host), "sk", AttributeValue.fromS("HOST"));
    }

    private static AttributeValue number(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }

    private static AttributeValue forget(Instant free) {
        return number(free.plus(FORGET).getEpochSecond());
    }
}
