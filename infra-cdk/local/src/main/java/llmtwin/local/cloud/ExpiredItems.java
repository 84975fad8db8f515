package llmtwin.local.cloud;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/// Deletes what a table's time-to-live attribute says has expired; DynamoDB Local keeps it for ever.
final class ExpiredItems {
    private final DynamoDbClient dynamoDb;

    ExpiredItems(DynamoDbClient dynamoDb) {
        this.dynamoDb = dynamoDb;
    }

    void deleteAllBefore(Instant now) {
        for (String table : dynamoDb.listTablesPaginator().tableNames()) {
            var expiry = dynamoDb.describeTimeToLive(request -> request.tableName(table))
                    .timeToLiveDescription();
            if (expiry.timeToLiveStatus() == TimeToLiveStatus.ENABLED) {
                deleteBefore(now, table, expiry.attributeName());
            }
        }
    }

    private void deleteBefore(Instant now, String table, String attribute) {
        List<String> keys = dynamoDb.describeTable(request -> request.tableName(table)).table().keySchema().stream()
                .map(KeySchemaElement::attributeName)
                .toList();
        var limit = Map.of(":now", AttributeValue.fromN(Long.toString(now.getEpochSecond())));
        var expired = dynamoDb.scanPaginator(request -> request.tableName(table)
                        .filterExpression("#expires < :now")
                        .expressionAttributeNames(Map.of("#expires", attribute))
                        .expressionAttributeValues(limit))
                .items();
        for (var item : expired) {
            var key = keys.stream().collect(Collectors.toMap(name -> name, item::get));
            try {
                dynamoDb.deleteItem(request -> request.tableName(table)
                        .key(key)
                        .conditionExpression("#expires < :now")
                        .expressionAttributeNames(Map.of("#expires", attribute))
                        .expressionAttributeValues(limit));
            } catch (ConditionalCheckFailedException _) {
                // Its life was prolonged since the scan.
            }
        }
    }
}
