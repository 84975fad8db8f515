package llmtwin.library;

import java.util.Map;
import llmtwin.aws.AwsClients;
import llmtwin.aws.DynamoDbDocuments;
import llmtwin.aws.DynamoDbSources;
import llmtwin.aws.S3ContentStore;
import llmtwin.aws.SqsBatch;
import llmtwin.aws.SqsQueue;
import llmtwin.aws.SqsReplay;
import llmtwin.core.EraseRequest;
import llmtwin.core.Settings;
import llmtwin.embedding.OnnxEmbedder;
import llmtwin.index.QdrantAddress;
import llmtwin.index.QdrantChunkIndex;

/// What the erase function is made of.
record EraseWiring(SqsBatch batch, Eraser eraser) {
    private static final int DEFAULT_MAX_RECEIVES = 5;

    static EraseWiring fromEnvironment(Map<String, String> environment) {
        var settings = new Settings(environment);
        var aws = AwsClients.from(environment);
        var dynamoDb = aws.dynamoDb();
        var sqs = aws.sqs();
        var table = settings.required("LIBRARY_TABLE");
        var bucket = settings.required("CONTENT_BUCKET");
        var queue = settings.required("ERASE_QUEUE_URL");
        var qdrant = QdrantAddress.fromJson(aws.secret(settings.required("QDRANT_SECRET")));
        return new EraseWiring(
                new SqsBatch(sqs, queue, (int) settings.number("MAX_RECEIVES", DEFAULT_MAX_RECEIVES)),
                new Eraser(
                        new DynamoDbDocuments(dynamoDb, table),
                        new DynamoDbSources(dynamoDb, table),
                        new S3ContentStore(aws.s3(), aws.presigner(), bucket),
                        // The embedder only names the collection.
                        new QdrantChunkIndex(qdrant, OnnxEmbedder.shared()),
                        new SqsReplay(sqs, settings.required("CLEAN_QUEUE_URL"), bucket),
                        new SqsQueue<>(sqs, queue, EraseRequest::toJson)));
    }
}
