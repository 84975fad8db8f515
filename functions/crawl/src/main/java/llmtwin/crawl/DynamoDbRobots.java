package llmtwin.crawl;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A memory of robots.txt files in the `library` table: `HOST#{site}` / `ROBOTS` with the gzipped `body`, `until` in
/// epoch milliseconds, and `expires` for the table to forget it.
final class DynamoDbRobots implements RobotsMemory {
    /// An item has 400 KB; what does not fit is asked for again by each process.
    private static final int MAX_BYTES = 380_000;

    private final DynamoDbClient dynamoDb;
    private final String table;

    DynamoDbRobots(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    @Override
    public Optional<RobotsFile> load(String site, Instant now) {
        var item = dynamoDb.getItem(
                        request -> request.tableName(table).key(key(site)).consistentRead(true))
                .item();
        var body = item.get("body");
        var until = item.get("until");
        if (body == null || until == null) {
            return Optional.empty();
        }
        var file = new RobotsFile(unzipped(body.b()), Instant.ofEpochMilli(Long.parseLong(until.n())));
        return file.until().isAfter(now) ? Optional.of(file) : Optional.empty();
    }

    @Override
    public void save(String site, RobotsFile file) {
        var body = zipped(file.body());
        if (body.asByteArrayUnsafe().length <= MAX_BYTES) {
            var key = key(site);
            dynamoDb.updateItem(request -> request.tableName(table)
                    .key(key)
                    .updateExpression("SET body = :body, #until = :until, expires = :expires")
                    .expressionAttributeNames(Map.of("#until", "until"))
                    .expressionAttributeValues(Map.of(
                            ":body", AttributeValue.fromB(body),
                            ":until", number(file.until().toEpochMilli()),
                            ":expires", number(file.until().getEpochSecond()))));
        }
    }

    private static Map<String, AttributeValue> key(String site) {
        return Map.of("pk", AttributeValue.fromS("HOST#" + site), "sk", AttributeValue.fromS("ROBOTS"));
    }

    private static AttributeValue number(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }

    private static SdkBytes zipped(byte[] body) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to memory", e);
        }
        return SdkBytes.fromByteArray(bytes.toByteArray());
    }

    private static byte[] unzipped(SdkBytes body) {
        try (var gzip = new GZIPInputStream(body.asInputStream())) {
            return gzip.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the ledger holds a broken robots.txt", e);
        }
    }
}
