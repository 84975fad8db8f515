package llmtwin.local.cloud;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import llmtwin.aws.AwsClients;
import llmtwin.local.qdrant.QdrantServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// All services in this JVM, on 127.0.0.1, with their state in one folder.
public final class EmbeddedCloud implements Cloud {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedCloud.class);
    private static final String REGION = "eu-central-1";
    private static final String ACCESS_KEY = "twin";
    private static final String SECRET_KEY = "twin";

    private final S3Server s3;
    private final SqsServer sqs;
    private final DynamoDbServer dynamoDb;
    private final SecretsAndModels secretsAndModels;
    private final QdrantServer vectors;
    private final ObjectEvents events;
    private final SqsClient sqsClient;
    private final DynamoDbClient dynamoDbClient;
    private final Thread sweeper = Thread.ofVirtual().name("ttl").unstarted(this::sweepEachMinute);

    private EmbeddedCloud(Starting starting, ObjectEvents events, SqsClient sqsClient, DynamoDbClient dynamoDbClient)
            throws Exception {
        this.events = events;
        this.sqsClient = sqsClient;
        s3 = starting.s3.get();
        sqs = starting.sqs.get();
        dynamoDb = starting.dynamoDb.get();
        secretsAndModels = starting.secretsAndModels.get();
        vectors = starting.vectors.get();
        this.dynamoDbClient = dynamoDbClient;
        sweeper.start();
    }

    /// Starts every server at once and returns when all answer.
    ///
    /// @param home folder of the state, made if missing; one process may use it at a time
    /// @throws IllegalStateException naming the service and port that did not start
    public static EmbeddedCloud start(Path home, Ports wanted) {
        Ports ports = wanted.claimed();
        AwsClients clients = AwsClients.from(Map.of(
                "AWS_REGION", REGION,
                "AWS_ACCESS_KEY_ID", ACCESS_KEY,
                "AWS_SECRET_ACCESS_KEY", SECRET_KEY,
                "AWS_ENDPOINT_URL_SQS", local(ports.sqs()).toString(),
                "AWS_ENDPOINT_URL_DYNAMODB", local(ports.dynamoDb()).toString()));
        SqsClient sqsClient = clients.sqs();
        ObjectEvents events = new ObjectEvents(
                REGION,
                InstantSource.system(),
                (arn, body) -> sqsClient.sendMessage(
                        request -> request.queueUrl(queueUrl(ports, arn)).messageBody(body)));
        try (ExecutorService executor = Executors.newCachedThreadPool()) {
            Starting starting = new Starting(
                    executor.submit(named(
                            "S3",
                            ports.s3(),
                            () -> S3Server.start(home.resolve("s3"), ports.s3(), ACCESS_KEY, SECRET_KEY, events))),
                    executor.submit(named(
                            "SQS",
                            ports.sqs(),
                            () -> SqsServer.start(home.resolve("sqs"), ports.sqs(), REGION, sqsClient))),
                    executor.submit(named(
                            "DynamoDB",
                            ports.dynamoDb(),
                            () -> DynamoDbServer.start(home.resolve("dynamodb"), ports.dynamoDb()))),
                    executor.submit(named(
                            "Secrets Manager and SageMaker", ports.aws(), () -> SecretsAndModels.start(ports.aws()))),
                    executor.submit(named(
                            "Qdrant",
                            ports.qdrant(),
                            () -> QdrantServer.start(home.resolve("qdrant"), ports.qdrant()))));
            return starting.finished(() -> new EmbeddedCloud(starting, events, sqsClient, clients.dynamoDb()));
        } catch (RuntimeException e) {
            sqsClient.close();
            throw e;
        }
    }

    /// Makes `InvokeEndpoint` for this endpoint name reach `model`.
    public void serve(String endpoint, ModelEndpoint model) {
        secretsAndModels.serve(endpoint, model);
    }

    @Override
    public URI s3() {
        return s3.endpoint();
    }

    @Override
    public URI sqs() {
        return sqs.endpoint();
    }

    @Override
    public URI dynamoDb() {
        return dynamoDb.endpoint();
    }

    @Override
    public URI secretsManager() {
        return secretsAndModels.endpoint();
    }

    @Override
    public URI sageMakerRuntime() {
        return secretsAndModels.endpoint();
    }

    @Override
    public String qdrantHost() {
        return "127.0.0.1";
    }

    @Override
    public int qdrantPort() {
        return vectors.port();
    }

    @Override
    public String region() {
        return REGION;
    }

    @Override
    public String accessKey() {
        return ACCESS_KEY;
    }

    @Override
    public String secretKey() {
        return SECRET_KEY;
    }

    @Override
    public void notifyQueues(String bucket, List<BucketNotification> rules) {
        events.follow(bucket, rules);
    }

    @Override
    public void keepSecret(String id, String value) {
        secretsAndModels.keepSecret(id, value);
    }

    @Override
    public void close() {
        sweeper.interrupt();
        // S3 first: it sends to SQS. The stores that hold state come last.
        List.of(s3, sqsClient, secretsAndModels, vectors, sqs, dynamoDbClient, dynamoDb)
                .forEach(EmbeddedCloud::stop);
    }

    private void sweepEachMinute() {
        ExpiredItems expired = new ExpiredItems(dynamoDbClient);
        while (true) {
            try {
                Thread.sleep(Duration.ofMinutes(1));
                expired.deleteAllBefore(Instant.now());
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                log.warn("expired items stay until the next sweep", e);
            }
        }
    }

    private static String queueUrl(Ports ports, String arn) {
        String name = arn.substring(arn.lastIndexOf(':') + 1);
        return local(ports.sqs()) + "/" + ACCOUNT + "/" + name;
    }

    private static URI local(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    private static void stop(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            log.warn("{} did not stop cleanly", part.getClass().getSimpleName(), e);
        }
    }

    private static <T> Callable<T> named(String service, int port, Callable<T> start) {
        return () -> {
            try {
                return start.call();
            } catch (Exception e) {
                throw new IllegalStateException(
                        "%s did not start on port %d: %s".formatted(service, port, e.getMessage()), e);
            }
        };
    }

    private record Starting(
            Future<S3Server> s3,
            Future<SqsServer> sqs,
            Future<DynamoDbServer> dynamoDb,
            Future<SecretsAndModels> secretsAndModels,
            Future<QdrantServer> vectors) {

        /// The whole, or the first failure with everything that did start stopped again.
        EmbeddedCloud finished(Callable<EmbeddedCloud> whole) {
            try {
                return whole.call();
            } catch (ExecutionException e) {
                stopStarted();
                throw e.getCause() instanceof IllegalStateException named ? named : new IllegalStateException(e);
            } catch (Exception e) {
                stopStarted();
                throw new IllegalStateException("start was interrupted", e);
            }
        }

        private void stopStarted() {
            List<AutoCloseable> started = new ArrayList<>();
            for (Future<? extends AutoCloseable> part : List.of(s3, sqs, dynamoDb, secretsAndModels, vectors)) {
                try {
                    started.add(part.get());
                } catch (ExecutionException e) {
                    log.debug("not started", e);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            started.forEach(EmbeddedCloud::stop);
        }
    }
}
