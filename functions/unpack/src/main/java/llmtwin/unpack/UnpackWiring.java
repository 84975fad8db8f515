package llmtwin.unpack;

import java.time.InstantSource;
import java.util.Map;
import llmtwin.aws.AwsClients;
import llmtwin.aws.DynamoDbDocuments;
import llmtwin.aws.DynamoDbSources;
import llmtwin.aws.S3ContentStore;
import llmtwin.aws.SqsBatch;
import llmtwin.core.Settings;

/// What the unpack function is made of; the one class here that creates AWS clients.
record UnpackWiring(SqsBatch batch, UnpackStep step) {
    private static final long DEFAULT_MAX_BYTES = 400L << 20;
    private static final long DEFAULT_MAX_RECEIVES = 5;

    static UnpackWiring from(Map<String, String> environment) {
        var settings = new Settings(environment);
        var clients = AwsClients.from(environment);
        var dynamoDb = clients.dynamoDb();
        var table = settings.required("LIBRARY_TABLE");
        var step = new UnpackStep(
                new S3ContentStore(clients.s3(), clients.presigner(), settings.required("CONTENT_BUCKET")),
                new DynamoDbDocuments(dynamoDb, table),
                new DynamoDbSources(dynamoDb, table),
                InstantSource.system(),
                settings.number("MAX_ARCHIVE_BYTES", DEFAULT_MAX_BYTES));
        var batch = new SqsBatch(
                clients.sqs(),
                settings.required("UNPACK_QUEUE_URL"),
                Math.toIntExact(settings.number("MAX_RECEIVES", DEFAULT_MAX_RECEIVES)));
        return new UnpackWiring(batch, step);
    }
}
