package llmtwin.local.e2e;

import java.nio.file.Path;
import llmtwin.aws.AwsClients;
import llmtwin.aws.DynamoDbDocuments;
import llmtwin.aws.DynamoDbSources;
import llmtwin.core.Documents;
import llmtwin.core.DocumentsContract;
import llmtwin.core.Sources;
import llmtwin.core.SourcesContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The ledger's contracts over DynamoDB, in the table that the template describes.
class LedgerIT {
    @TempDir
    static Path home;

    private static RunningTwin twin;
    private static DynamoDbClient dynamoDb;
    private static String table;

    @BeforeAll
    static void start() throws Exception {
        twin = RunningTwin.embedded(home);
        dynamoDb = AwsClients.from(twin.stack().cloud().environment()).dynamoDb();
        table = twin.stack().environment().get("LIBRARY_TABLE");
    }

    @AfterAll
    static void stop() {
        dynamoDb.close();
        twin.close();
    }

    @Nested
    class OfDocuments extends DocumentsContract {
        @Override
        protected Documents ledger() {
            return new DynamoDbDocuments(dynamoDb, table);
        }
    }

    @Nested
    class OfSources extends SourcesContract {
        @Override
        protected Sources ledger() {
            return new DynamoDbSources(dynamoDb, table);
        }
    }
}
