package llmtwin.clean;

import java.nio.file.Path;
import llmtwin.aws.AwsClients;
import llmtwin.local.cloud.EmbeddedCloud;
import llmtwin.local.cloud.Ports;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/// The contract of the samples of sites over DynamoDB.
class SiteSamplesIT extends SiteSamplesContract {
    private static final String TABLE = "samples";

    @TempDir
    static Path home;

    private static EmbeddedCloud cloud;
    private static DynamoDbClient dynamoDb;

    @BeforeAll
    static void start() {
        cloud = EmbeddedCloud.start(home, Ports.anyFree());
        dynamoDb = AwsClients.from(cloud.environment()).dynamoDb();
        dynamoDb.createTable(request -> request.tableName(TABLE)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(text("pk"), text("sk"))
                .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE)));
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    @AfterAll
    static void stop() {
        dynamoDb.close();
        cloud.close();
    }

    @Override
    SiteSamples samples() {
        return new DynamoDbSiteSamples(dynamoDb, TABLE);
    }
}
