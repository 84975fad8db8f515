package llmtwin.crawl;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// Leases in the `library` table: `HOST#{host}` / `HOST` with `free` in epoch milliseconds, `holder` while a request
/// is under way, `turn` with the last turn that was handed out, and `expires` for the table to forget hosts nobody
/// visits any more.
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

    @Override
    public Optional<Instant> turn(String host, Instant earliest, Duration each, Instant latest) {
        if (earliest.isAfter(latest)) {
            return Optional.empty();
        }
        try {
            // Nobody waits, or the last who did had a turn long ago.
            var turn = turn(
                    host,
                    "SET turn = :earliest, expires = :expires",
                    "attribute_not_exists(turn) OR turn <= :before",
                    Map.of(
                            ":earliest", number(earliest.toEpochMilli()),
                            ":before", number(earliest.minus(each).toEpochMilli()),
                            ":expires", forget(latest)));
            return Optional.of(turn);
        } catch (ConditionalCheckFailedException _) {
            return behind(host, each, latest);
        }
    }

    private Optional<Instant> behind(String host, Duration each, Instant latest) {
        try {
            var turn = turn(
                    host,
                    "SET turn = turn + :each, expires = :expires",
                    "turn <= :last",
                    Map.of(
                            ":each", number(each.toMillis()),
                            ":last", number(latest.minus(each).toEpochMilli()),
                            ":expires", forget(latest)));
            return Optional.of(turn);
        } catch (ConditionalCheckFailedException _) {
            return Optional.empty();
        }
    }

    /// @return the turn that was written
    private Instant turn(String host, String update, String condition, Map<String, AttributeValue> values) {
        var written = dynamoDb.updateItem(request -> request.tableName(table)
                        .key(key(host))
                        .updateExpression(update)
                        .conditionExpression(condition)
                        .expressionAttributeValues(values)
                        .returnValues(ReturnValue.UPDATED_NEW))
                .attributes();
        var turn = Objects.requireNonNull(written.get("turn"), "an update returns what it wrote");
        return Instant.ofEpochMilli(Long.parseLong(turn.n()));
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
