package llmtwin.embed;

import java.time.InstantSource;
import java.util.Map;
import llmtwin.aws.AwsClients;
import llmtwin.aws.DynamoDbDocuments;
import llmtwin.aws.S3ContentStore;
import llmtwin.aws.SqsBatch;
import llmtwin.core.Settings;
import llmtwin.embedding.OnnxEmbedder;
import llmtwin.index.QdrantAddress;
import llmtwin.index.QdrantChunkIndex;

/// What the embed function is made of; the one class here that creates AWS clients.
record EmbedWiring(SqsBatch batch, EmbedStep step) {
    private static final long DEFAULT_MAX_RECEIVES = 5;

    static EmbedWiring from(Map<String, String> environment) {
        var settings = new Settings(environment);
        var clients = AwsClients.from(environment);
        var embedder = OnnxEmbedder.shared();
        var qdrant = QdrantAddress.fromJson(clients.secret(settings.required("QDRANT_SECRET")));
        var step = new EmbedStep(
                new S3ContentStore(clients.s3(), clients.presigner(), settings.required("CONTENT_BUCKET")),
                new DynamoDbDocuments(clients.dynamoDb(), settings.required("LIBRARY_TABLE")),
                new QdrantChunkIndex(qdrant, embedder),
                new Chunker(embedder),
                new ParallelEmbedding(embedder, Runtime.getRuntime().availableProcessors()),
                InstantSource.system());
        var maxReceives = Math.toIntExact(settings.number("MAX_RECEIVES", DEFAULT_MAX_RECEIVES));
        return new EmbedWiring(new SqsBatch(clients.sqs(), settings.required("EMBED_QUEUE_URL"), maxReceives), step);
    }
}
