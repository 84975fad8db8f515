package llmtwin.local.provision;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import llmtwin.local.template.Resource;
import llmtwin.local.template.Template;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import tools.jackson.databind.JsonNode;

/// The tables of a template with their indexes and time to live; an index that came later is added.
final class Tables {
    private final DynamoDbClient dynamoDb;

    Tables(DynamoDbClient dynamoDb) {
        this.dynamoDb = dynamoDb;
    }

    void make(Template template) {
        template.ofType("AWS::DynamoDB::Table").forEach(this::make);
    }

    private void make(Resource table) {
        existing(table.ref()).ifPresentOrElse(found -> addIndexes(table, found), () -> create(table));
        dynamoDb.waiter().waitUntilTableExists(request -> request.tableName(table.ref()));
        JsonNode expiry = table.properties().path("TimeToLiveSpecification");
        if (expiry.path("Enabled").asBoolean(false)) {
            expireBy(table.ref(), expiry.path("AttributeName").asString());
        }
    }

    private Optional<TableDescription> existing(String name) {
        try {
            return Optional.of(
                    dynamoDb.describeTable(request -> request.tableName(name)).table());
        } catch (ResourceNotFoundException _) {
            return Optional.empty();
        }
    }

    private void create(Resource table) {
        List<GlobalSecondaryIndex> indexes = indexes(table);
        dynamoDb.createTable(request -> request.tableName(table.ref())
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(attributes(table))
                .keySchema(keys(table.properties()))
                .globalSecondaryIndexes(indexes.isEmpty() ? null : indexes));
    }

    private void addIndexes(Resource table, TableDescription found) {
        Set<String> present = found.globalSecondaryIndexes().stream()
                .map(GlobalSecondaryIndexDescription::indexName)
                .collect(Collectors.toSet());
        indexes(table).stream()
                .filter(index -> !present.contains(index.indexName()))
                .map(index -> GlobalSecondaryIndexUpdate.builder()
                        .create(create -> create.indexName(index.indexName())
                                .keySchema(index.keySchema())
                                .projection(index.projection()))
                        .build())
                .forEach(update -> dynamoDb.updateTable(request -> request.tableName(table.ref())
                        .attributeDefinitions(attributes(table))
                        .globalSecondaryIndexUpdates(update)));
    }

    private void expireBy(String table, String attribute) {
        var now =
                dynamoDb.describeTimeToLive(request -> request.tableName(table)).timeToLiveDescription();
        if (now.timeToLiveStatus() != TimeToLiveStatus.ENABLED || !Objects.equals(now.attributeName(), attribute)) {
            dynamoDb.updateTimeToLive(request -> request.tableName(table)
                    .timeToLiveSpecification(
                            expiry -> expiry.attributeName(attribute).enabled(true)));
        }
    }

    private static List<AttributeDefinition> attributes(Resource table) {
        return table.properties()
                .path("AttributeDefinitions")
                .valueStream()
                .map(attribute -> AttributeDefinition.builder()
                        .attributeName(attribute.path("AttributeName").asString())
                        .attributeType(attribute.path("AttributeType").asString())
                        .build())
                .toList();
    }

    private static List<GlobalSecondaryIndex> indexes(Resource table) {
        return table.properties()
                .path("GlobalSecondaryIndexes")
                .valueStream()
                .map(index -> GlobalSecondaryIndex.builder()
                        .indexName(index.path("IndexName").asString())
                        .keySchema(keys(index))
                        .projection(projection -> projection.projectionType(
                                index.path("Projection").path("ProjectionType").asString("ALL")))
                        .build())
                .toList();
    }

    private static List<KeySchemaElement> keys(JsonNode owner) {
        return owner.path("KeySchema")
                .valueStream()
                .map(key -> KeySchemaElement.builder()
                        .attributeName(key.path("AttributeName").asString())
                        .keyType(key.path("KeyType").asString())
                        .build())
                .toList();
    }
}
