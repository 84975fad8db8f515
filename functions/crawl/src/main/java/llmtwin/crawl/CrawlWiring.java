package llmtwin.crawl;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import llmtwin.aws.AwsClients;
import llmtwin.aws.DynamoDbDocuments;
import llmtwin.aws.DynamoDbSources;
import llmtwin.aws.S3ContentStore;
import llmtwin.aws.SqsBatch;
import llmtwin.aws.SqsQueue;
import llmtwin.core.ContentStore;
import llmtwin.core.CrawlRequest;
import llmtwin.core.Documents;
import llmtwin.core.EraseRequest;
import llmtwin.core.MessageQueue;
import llmtwin.core.Settings;
import llmtwin.core.Sources;
import llmtwin.core.Vanished;

/// What the crawl function is made of; the one class here that creates AWS clients.
record CrawlWiring(Crawler crawler, SqsBatch batch, InstantSource clock) {
    static CrawlWiring fromEnvironment(Map<String, String> environment) {
        var settings = new Settings(environment);
        var clients = AwsClients.from(environment);
        var sqs = clients.sqs();
        var dynamoDb = clients.dynamoDb();
        var table = settings.required("LIBRARY_TABLE");
        var queueUrl = settings.required("CRAWL_QUEUE_URL");
        var config = CrawlConfig.from(settings);
        var sources = new DynamoDbSources(dynamoDb, table);
        var queue = new SqsQueue<>(sqs, queueUrl, CrawlRequest::toJson);
        var erasures = new SqsQueue<>(sqs, settings.required("ERASE_QUEUE_URL"), EraseRequest::toJson);
        var clock = InstantSource.system();
        var http = new PoliteHttp(
                new GuardedHttp(new AddressGuard(InetAddress::getAllByName, config.allowLoopback())),
                new DynamoDbHostLeases(dynamoDb, table),
                config.delay(),
                clock,
                Pause::really);
        var content = new S3ContentStore(clients.s3(), clients.presigner(), settings.required("CONTENT_BUCKET"));
        return new CrawlWiring(
                crawler(
                        config,
                        http,
                        new DynamoDbRobots(dynamoDb, table),
                        sources,
                        new DynamoDbDocuments(dynamoDb, table),
                        content,
                        queue,
                        erasures,
                        clock),
                new SqsBatch(sqs, queueUrl, (int) settings.number("MAX_RECEIVES", 5)),
                clock);
    }

    static Recrawl recrawl(Map<String, String> environment) {
        var settings = new Settings(environment);
        var clients = AwsClients.from(environment);
        return new Recrawl(
                new DynamoDbSources(clients.dynamoDb(), settings.required("LIBRARY_TABLE")),
                new SqsQueue<>(clients.sqs(), settings.required("CRAWL_QUEUE_URL"), CrawlRequest::toJson),
                InstantSource.system());
    }

    static Crawler crawler(
            CrawlConfig config,
            PoliteHttp http,
            RobotsMemory memory,
            Sources sources,
            Documents documents,
            ContentStore content,
            MessageQueue<CrawlRequest> queue,
            MessageQueue<EraseRequest> erasures,
            InstantSource clock) {
        var vanished = new Vanished(documents, config.vanishedGrace());
        var agent = new UserAgent(config.contact());
        var robots = new Robots(http, agent, memory, clock);
        var fetcher = new Fetcher(http, robots, agent, config.maxFetchBytes(), clock);
        var pages = new Pages(documents, content, erasures, clock);
        var lists = new Lists(documents, vanished, queue);
        return new Crawler(
                SourceKinds.all(fetcher, robots, new GitRemote(http, agent, config.maxCloneBytes(), clock), config),
                sources,
                documents,
                pages,
                new ClosedPages(new FeedTexts(fetcher, config.maxFetchBytes(), clock), pages),
                lists,
                new LongLists(lists, sources, queue),
                new Links(documents, queue, clock),
                new Sweep(documents, sources, vanished, queue, erasures, config.delay(), clock),
                queue,
                config,
                clock,
                // Not a seeded generator: a restored snapshot would repeat its numbers.
                new SecureRandom());
    }
}
