package llmtwin.cdk;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/// The whole twin: S3 objects start queues, queues start functions, and the API answers from what they made.
///
/// Each function is named once, with its environment, what it may do and what starts it.
final class TwinStack extends Stack {
    private final TwinSettings settings;
    private final FunctionCode code;
    private final StageQueue crawlQueue = new StageQueue(this, "CrawlQueue", FunctionSpec.CRAWL);
    private final StageQueue unpackQueue = new StageQueue(this, "UnpackQueue", FunctionSpec.UNPACK);
    private final StageQueue cleanQueue = new StageQueue(this, "CleanQueue", FunctionSpec.CLEAN);
    private final StageQueue embedQueue = new StageQueue(this, "EmbedQueue", FunctionSpec.EMBED);
    private final StageQueue eraseQueue = new StageQueue(this, "EraseQueue", FunctionSpec.ERASE);
    private final ContentBucket content = new ContentBucket(this, "Content");
    private final LibraryTable table = new LibraryTable(this, "Library");
    private final QdrantSecret qdrant = new QdrantSecret(this, "Qdrant", getStackName() + "/qdrant");

    TwinStack(Construct scope, String id, TwinSettings settings, FunctionCode code) {
        super(scope, id, StackProps.builder().analyticsReporting(false).build());
        this.settings = settings;
        this.code = code;
        content.announce(cleanQueue, ContentBucket.RAW, ContentBucket.UPLOADS);
        content.announce(embedQueue, ContentBucket.CLEAN);
        crawl();
        new RecrawlSchedule(this, "RecrawlSchedule", recrawl());
        unpack();
        clean();
        embed();
        erase();
        acknowledge();
        var api = new TwinApi(this, "Api", library(), query(), authorizer());
        output("ApiUrl", api.url(), "Where the twin answers; the console page is at the same address");
        output("ContentBucket", content.name(), "Drop files into uploads/<twin>/ here");
        output("LibraryTable", table.name(), "Sources, documents and API keys");
        output("QdrantSecret", qdrant.name(), "Put Qdrant's host, port and key in here");
    }

    private void crawl() {
        var crawl = function(
                FunctionSpec.CRAWL,
                Map.of(
                        "CRAWL_CONTACT_URL", settings.contactUrl(),
                        "CRAWL_DELAY", "PT1S",
                        "VANISHED_GRACE", "P7D",
                        "CRAWL_ALLOW_LOOPBACK", "false"));
        table.allowReadsAndWrites(crawl);
        content.allowWrites(crawl, ContentBucket.RAW);
        crawlQueue.allowSend(crawl); // a feed or a sitemap queues its entries
        crawlQueue.feed(crawl, 10, 10); // visits wait for sites, and a batch is worked at the same time
        eraseQueue.allowSend(crawl); // what has vanished from its source
    }

    private TwinFunction recrawl() {
        var recrawl = function(FunctionSpec.RECRAWL, Map.of());
        table.allowReadsAndWrites(recrawl);
        crawlQueue.allowSend(recrawl);
        return recrawl;
    }

    private void unpack() {
        var unpack = function(FunctionSpec.UNPACK, Map.of());
        table.allowReadsAndWrites(unpack);
        content.allowReads(unpack, ContentBucket.RAW, ContentBucket.UPLOADS);
        content.allowWrites(unpack, ContentBucket.RAW);
        unpackQueue.feed(unpack, 1, 2);
        unpackQueue.allowSend(unpack); // the newest version, after an older one that came late
        crawlQueue.allowSend(unpack); // to look over what has left an archive
        eraseQueue.allowSend(unpack); // what was taken out of an archive that was deleted meanwhile
    }

    private void clean() {
        var clean = function(FunctionSpec.CLEAN, Map.of());
        table.allowReadsAndWrites(clean);
        content.allowReads(clean, ContentBucket.RAW, ContentBucket.UPLOADS);
        content.allowWrites(clean, ContentBucket.CLEAN);
        cleanQueue.allowSend(clean); // a text given up makes its duplicates worth cleaning again
        unpackQueue.allowSend(clean); // an archive has to be unpacked first
        eraseQueue.allowSend(clean); // what was written of a document that was deleted meanwhile
        cleanQueue.feed(clean, 5, 10);
    }

    private void embed() {
        var embed = function(FunctionSpec.EMBED, Map.of());
        table.allowReadsAndWrites(embed);
        content.allowReads(embed, ContentBucket.CLEAN);
        qdrant.allowReads(embed);
        embedQueue.feed(embed, 5, 10);
    }

    private void erase() {
        var erase = function(FunctionSpec.ERASE, Map.of());
        table.allowReadsAndWrites(erase);
        content.allowErasing(erase, ContentBucket.RAW, ContentBucket.UPLOADS, ContentBucket.CLEAN);
        qdrant.allowReads(erase);
        cleanQueue.allowSend(erase); // as for clean: duplicates of what is gone
        eraseQueue.allowSend(erase); // erasing a source queues its documents
        eraseQueue.feed(erase, 10, 2);
    }

    private TwinFunction library() {
        var queues = Stream.of(crawlQueue, unpackQueue, cleanQueue, embedQueue, eraseQueue)
                .toList();
        var deadLetters = queues.stream().map(StageQueue::deadLetterUrl).collect(Collectors.joining(","));
        var library = function(FunctionSpec.LIBRARY, Map.of("DEAD_LETTER_QUEUE_URLS", deadLetters));
        table.allowReadsAndWrites(library);
        content.allowReads(library, ContentBucket.RAW, ContentBucket.UPLOADS, ContentBucket.CLEAN);
        content.allowWrites(library, ContentBucket.UPLOADS); // what it may not do, its presigned URLs cannot do
        queues.forEach(queue -> queue.allowRedrive(library));
        return library;
    }

    private TwinFunction authorizer() {
        var authorizer = function(FunctionSpec.AUTHORIZER, Map.of());
        table.allowReads(authorizer);
        return authorizer;
    }

    private TwinFunction query() {
        var query = function(FunctionSpec.QUERY, settings.model());
        qdrant.allowReads(query);
        return query;
    }

    private TwinFunction function(FunctionSpec spec, Map<String, String> own) {
        var environment = new TreeMap<>(own);
        environment.putAll(Map.ofEntries(
                Map.entry("CONTENT_BUCKET", content.name()),
                Map.entry("LIBRARY_TABLE", table.name()),
                Map.entry("CRAWL_QUEUE_URL", crawlQueue.url()),
                Map.entry("UNPACK_QUEUE_URL", unpackQueue.url()),
                Map.entry("CLEAN_QUEUE_URL", cleanQueue.url()),
                Map.entry("EMBED_QUEUE_URL", embedQueue.url()),
                Map.entry("ERASE_QUEUE_URL", eraseQueue.url()),
                Map.entry("QDRANT_SECRET", qdrant.arn()),
                Map.entry("MAX_RECEIVES", Integer.toString(StageQueue.MAX_RECEIVES)),
                Map.entry("MAX_FETCH_BYTES", "20971520"),
                Map.entry("MAX_UPLOAD_BYTES", "52428800"),
                // What fits into the 512 MB of disk that a function has for nothing.
                Map.entry("MAX_ARCHIVE_BYTES", "419430400")));
        return new TwinFunction(this, spec, code, settings, environment);
    }

    private void acknowledge() {
        Acknowledged.everywhere(
                this,
                "AwsSolutions-APIG3",
                "A web ACL costs money while idle; keys, throttling and reserved concurrency bound abuse");
        Acknowledged.everywhere(
                this, "AwsSolutions-COG4", "Callers are programs with an API key that belongs to one twin, not users");
        Acknowledged.everywhere(
                this,
                "AwsSolutions-IAM5",
                "/^Resource::<ContentBucket\\w+\\.Arn>\\/(raw|uploads|clean)\\/\\*$/",
                "Names of content objects are made at run time; a function gets only the prefixes of its stage");
    }

    private void output(String id, String value, String description) {
        CfnOutput.Builder.create(this, id).value(value).description(description).build();
    }
}
