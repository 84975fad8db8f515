package llmtwin.local.cloud;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.elasticmq.server.ElasticMQServer;
import org.elasticmq.server.config.ElasticMQServerConfig;
import scala.Function0;
import scalikejdbc.ConnectionPool;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/// SQS by ElasticMQ, with its messages in an H2 file.
final class SqsServer implements AutoCloseable {
    private static final Duration RESTORE_LIMIT = Duration.ofSeconds(30);

    /// ElasticMQ keeps its connection pool in one static place, so a JVM holds one store at a time.
    private static final AtomicBoolean RUNNING = new AtomicBoolean();

    private final Function0<?> shutdown;
    private final URI endpoint;

    private SqsServer(Function0<?> shutdown, URI endpoint) {
        this.shutdown = shutdown;
        this.endpoint = endpoint;
    }

    static SqsServer start(Path folder, int port, String region, SqsClient client) throws Exception {
        if (!RUNNING.compareAndSet(false, true)) {
            throw new IllegalStateException("this JVM already runs an SQS server");
        }
        try {
            Files.createDirectories(folder);
            // Each commit reaches the file before it is acknowledged: a killed process has lost nothing it confirmed.
            String jdbc = "jdbc:h2:file:" + folder.resolve("messages").toAbsolutePath() + ";WRITE_DELAY=0";
            List<StoredQueue> stored = makeVisible(jdbc);
            URI endpoint = URI.create("http://127.0.0.1:" + port);
            SqsServer server = new SqsServer(elasticMq(port, region, jdbc).start(), endpoint);
            awaitRestored(client, stored);
            return server;
        } catch (Exception e) {
            forgetConnections();
            throw e;
        }
    }

    URI endpoint() {
        return endpoint;
    }

    @Override
    public void close() throws IOException {
        shutdown.apply();
        forgetConnections();
    }

    private static ElasticMQServer elasticMq(int port, String region, String jdbc) {
        var config = ConfigFactory.parseMap(Map.ofEntries(
                Map.entry("node-address.host", "127.0.0.1"),
                Map.entry("node-address.port", port),
                Map.entry("rest-sqs.bind-hostname", "127.0.0.1"),
                Map.entry("rest-sqs.bind-port", port),
                Map.entry("aws.region", region),
                Map.entry("aws.accountId", Cloud.ACCOUNT),
                Map.entry("messages-storage.enabled", true),
                Map.entry("messages-storage.uri", jdbc),
                Map.entry("pekko.loglevel", "WARNING"),
                Map.entry("pekko.coordinated-shutdown.run-by-jvm-shutdown-hook", "off")));
        return new ElasticMQServer(new ElasticMQServerConfig(config.withFallback(ConfigFactory.load())));
    }

    private record StoredQueue(String name, long messages) {}

    /// Every consumer lived in the process that ended, so nothing is in flight: what it had received is due again now.
    private static List<StoredQueue> makeVisible(String jdbc) throws SQLException {
        long now = Instant.now().toEpochMilli();
        try (Connection connection = DriverManager.getConnection(jdbc, "", "");
                Statement statement = connection.createStatement()) {
            List<String> tables = strings(
                    statement,
                    "select table_name from information_schema.tables where table_schema = 'PUBLIC' order by 1");
            if (!tables.contains("QUEUE")) {
                return List.of();
            }
            for (String table : tables) {
                if (table.startsWith("MESSAGE_")) {
                    statement.executeUpdate(
                            "update \"" + table + "\" set next_delivery = " + now + " where next_delivery > " + now);
                }
            }
            List<StoredQueue> queues = new ArrayList<>();
            for (String name : strings(statement, "select name from queue")) {
                String table = messageTable(name);
                long messages = tables.contains(table)
                        ? Long.parseLong(strings(statement, "select count(*) from \"" + table + "\"")
                                .getFirst())
                        : 0;
                queues.add(new StoredQueue(name, messages));
            }
            return queues;
        }
    }

    /// As ElasticMQ names it.
    private static String messageTable(String queue) {
        String escaped = queue.replace('.', '_').replace('-', '_');
        return "message_%s_%s"
                .formatted(escaped, Integer.toHexString(queue.hashCode()))
                .toUpperCase(java.util.Locale.ROOT);
    }

    private static List<String> strings(Statement statement, String query) throws SQLException {
        List<String> strings = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                strings.add(rows.getString(1));
            }
        }
        return strings;
    }

    /// The server answers before it has read its store back; a queue made in between would lose its messages.
    private static void awaitRestored(SqsClient sqs, List<StoredQueue> queues) throws InterruptedException {
        Instant deadline = Instant.now().plus(RESTORE_LIMIT);
        for (StoredQueue queue : queues) {
            while (!isRestored(sqs, queue)) {
                if (Instant.now().isAfter(deadline)) {
                    throw new IllegalStateException("SQS did not bring back queue " + queue.name());
                }
                Thread.sleep(20);
            }
        }
    }

    private static boolean isRestored(SqsClient sqs, StoredQueue queue) {
        try {
            String url =
                    sqs.getQueueUrl(request -> request.queueName(queue.name())).queueUrl();
            var attributes = sqs.getQueueAttributes(GetQueueAttributesRequest.builder()
                            .queueUrl(url)
                            .attributeNames(QueueAttributeName.ALL)
                            .build())
                    .attributes();
            return count(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)
                            + count(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)
                            + count(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED)
                    >= queue.messages();
        } catch (QueueDoesNotExistException e) {
            return false;
        }
    }

    private static long count(Map<QueueAttributeName, String> attributes, QueueAttributeName name) {
        return Long.parseLong(attributes.getOrDefault(name, "0"));
    }

    /// ElasticMQ never closes its pool, and would give a later server in this JVM the old one.
    private static void forgetConnections() throws IOException {
        try {
            ConnectionPool.closeAll();
            Class<?> store = Class.forName("org.elasticmq.persistence.sql.DB$");
            Field initialized = store.getDeclaredField("initialized");
            initialized.setAccessible(true);
            initialized.set(store.getField("MODULE$").get(null), false);
        } catch (ReflectiveOperationException e) {
            throw new IOException("ElasticMQ keeps its connections elsewhere than expected", e);
        } finally {
            RUNNING.set(false);
        }
    }
}
