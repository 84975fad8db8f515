package llmtwin.clean;

import java.time.InstantSource;
import java.util.Map;
import llmtwin.aws.AwsClients;
import llmtwin.aws.DynamoDbDocuments;
import llmtwin.aws.S3ContentStore;
import llmtwin.aws.SqsBatch;
import llmtwin.aws.SqsQueue;
import llmtwin.aws.SqsReplay;
import llmtwin.core.EraseRequest;
import llmtwin.core.Settings;

/// What the clean function is made of; the one class here that creates AWS clients.
record CleanWiring(SqsBatch batch, CleanStep step) {
    private static final long DEFAULT_MAX_BYTES = 50L << 20;
    private static final long DEFAULT_MAX_RECEIVES = 5;

    static CleanWiring from(Map<String, String> environment) {
        var settings = new Settings(environment);
        var clients = AwsClients.from(environment);
        var sqs = clients.sqs();
        var queue = settings.required("CLEAN_QUEUE_URL");
        var bucket = settings.required("CONTENT_BUCKET");
        var dynamoDb = clients.dynamoDb();
        var step = new CleanStep(
                new S3ContentStore(clients.s3(), clients.presigner(), bucket),
                new DynamoDbDocuments(dynamoDb, settings.required("LIBRARY_TABLE")),
                new SqsReplay(sqs, queue, bucket),
                new SqsReplay(sqs, settings.required("UNPACK_QUEUE_URL"), bucket),
                new SqsQueue<>(sqs, settings.required("ERASE_QUEUE_URL"), EraseRequest::toJson),
                new Cleaner(),
                new DynamoDbSiteSamples(dynamoDb, settings.required("LIBRARY_TABLE")),
                InstantSource.system(),
                settings.number("MAX_UPLOAD_BYTES", DEFAULT_MAX_BYTES));
        return new CleanWiring(
                new SqsBatch(sqs, queue, Math.toIntExact(settings.number("MAX_RECEIVES", DEFAULT_MAX_RECEIVES))), step);
    }
}
