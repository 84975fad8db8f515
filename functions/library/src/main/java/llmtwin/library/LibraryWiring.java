package llmtwin.library;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import llmtwin.aws.AwsClients;
import llmtwin.aws.DynamoDbDocuments;
import llmtwin.aws.DynamoDbSources;
import llmtwin.aws.S3ContentStore;
import llmtwin.aws.SqsQueue;
import llmtwin.aws.api.Route;
import llmtwin.core.ContentStore;
import llmtwin.core.CrawlRequest;
import llmtwin.core.Documents;
import llmtwin.core.EraseRequest;
import llmtwin.core.MessageQueue;
import llmtwin.core.Settings;
import llmtwin.core.Sources;

/// What the library function is made of.
record LibraryWiring(
        Documents documents,
        Sources sources,
        ContentStore content,
        MessageQueue<CrawlRequest> crawls,
        MessageQueue<EraseRequest> erasures,
        Backlog backlog,
        long maxUploadBytes,
        long maxArchiveBytes,
        InstantSource clock) {
    private static final long DEFAULT_MAX_UPLOAD_BYTES = 50L << 20;
    private static final long DEFAULT_MAX_ARCHIVE_BYTES = 400L << 20;

    static LibraryWiring fromEnvironment(Map<String, String> environment) {
        var settings = new Settings(environment);
        var aws = AwsClients.from(environment);
        var dynamoDb = aws.dynamoDb();
        var sqs = aws.sqs();
        var table = settings.required("LIBRARY_TABLE");
        return new LibraryWiring(
                new DynamoDbDocuments(dynamoDb, table),
                new DynamoDbSources(dynamoDb, table),
                new S3ContentStore(aws.s3(), aws.presigner(), settings.required("CONTENT_BUCKET")),
                new SqsQueue<>(sqs, settings.required("CRAWL_QUEUE_URL"), CrawlRequest::toJson),
                new SqsQueue<>(sqs, settings.required("ERASE_QUEUE_URL"), EraseRequest::toJson),
                new SqsBacklog(sqs, stages(settings)),
                settings.number("MAX_UPLOAD_BYTES", DEFAULT_MAX_UPLOAD_BYTES),
                settings.number("MAX_ARCHIVE_BYTES", DEFAULT_MAX_ARCHIVE_BYTES),
                InstantSource.system());
    }

    List<Route> routes() {
        return Stream.of(
                        new PageRoutes(content).routes(),
                        new SourceRoutes(sources, crawls, erasures, clock).routes(),
                        new UploadRoutes(content, maxUploadBytes, maxArchiveBytes, clock).routes(),
                        new DocumentRoutes(documents, content, erasures, clock).routes(),
                        new StatusRoutes(documents, sources, backlog, version()).routes())
                .flatMap(List::stream)
                .toList();
    }

    /// As the archive's manifest says; there is none when running from classes.
    private static String version() {
        return Objects.requireNonNullElse(LibraryWiring.class.getPackage().getImplementationVersion(), "development");
    }

    private static List<SqsBacklog.Stage> stages(Settings settings) {
        var names = List.of("crawl", "unpack", "clean", "embed", "erase");
        var queues =
                List.of("CRAWL_QUEUE_URL", "UNPACK_QUEUE_URL", "CLEAN_QUEUE_URL", "EMBED_QUEUE_URL", "ERASE_QUEUE_URL");
        // In the order of the stages.
        var deadLetters = List.of(settings.required("DEAD_LETTER_QUEUE_URLS").split(","));
        if (deadLetters.size() != names.size()) {
            throw new IllegalStateException("DEAD_LETTER_QUEUE_URLS does not name " + names.size() + " queues");
        }
        var stages = new ArrayList<SqsBacklog.Stage>();
        for (int i = 0; i < names.size(); i++) {
            stages.add(new SqsBacklog.Stage(
                    names.get(i),
                    settings.required(queues.get(i)),
                    deadLetters.get(i).strip()));
        }
        return stages;
    }
}
