package llmtwin.unpack;

import java.time.InstantSource;
import java.util.Map;
import llmtwin.aws.AwsClients;
import llmtwin.aws.DynamoDbDocuments;
import llmtwin.aws.DynamoDbSources;
import llmtwin.aws.S3ContentStore;
import llmtwin.aws.SqsBatch;
import llmtwin.aws.SqsQueue;
import llmtwin.aws.SqsReplay;
import llmtwin.core.CrawlRequest;
import llmtwin.core.EraseRequest;
import llmtwin.core.Settings;

/// What the unpack function is made of; the one class here that creates AWS clients.
record UnpackWiring(SqsBatch batch, UnpackStep step) {
    private static final long DEFAULT_MAX_BYTES = 400L << 20;
    private static final long DEFAULT_MAX_RECEIVES = 5;

    static UnpackWiring from(Map<String, String> environment) {
        var settings = new Settings(environment);
        var clients = AwsClients.from(environment);
        var dynamoDb = clients.dynamoDb();
        var sqs = clients.sqs();
        var table = settings.required("LIBRARY_TABLE");
        var bucket = settings.required("CONTENT_BUCKET");
        var queue = settings.required("UNPACK_QUEUE_URL");
        var step = new UnpackStep(
                new S3ContentStore(clients.s3(), clients.presigner(), bucket),
                new DynamoDbDocuments(dynamoDb, table),
                new DynamoDbSources(dynamoDb, table),
                new SqsReplay(sqs, queue, bucket),
                new SqsQueue<>(sqs, settings.required("CRAWL_QUEUE_URL"), CrawlRequest::toJson),
                new SqsQueue<>(sqs, settings.required("ERASE_QUEUE_URL"), EraseRequest::toJson),
                InstantSource.system(),
                settings.number("MAX_ARCHIVE_BYTES", DEFAULT_MAX_BYTES));
        var batch = new SqsBatch(sqs, queue, Math.toIntExact(settings.number("MAX_RECEIVES", DEFAULT_MAX_RECEIVES)));
        return new UnpackWiring(batch, step);
    }
}
