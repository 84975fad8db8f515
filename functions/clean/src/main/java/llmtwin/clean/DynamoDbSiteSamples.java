package llmtwin.clean;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import llmtwin.clean.SiteSample.SampledPage;
import llmtwin.core.DocumentId;
import llmtwin.core.Sha256;
import llmtwin.core.TwinId;
import llmtwin.core.Version;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// Samples in the `library` table: `TWIN#{twin}` / `SITE#{host}` with the `revision`, the `pages` by document (each
/// with its `content`, when it was `observed` and `read` in epoch milliseconds, and its `blocks` and those that were
/// `leftOut`, eight bytes each), and `expires` for the table to forget it. At most 16 pages with 1.4 KB each.
final class DynamoDbSiteSamples implements SiteSamples {
    private final DynamoDbClient dynamoDb;
    private final String table;

    DynamoDbSiteSamples(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    @Override
    public SiteSample load(TwinId twin, String site) {
        var item = dynamoDb.getItem(
                        request -> request.tableName(table).key(key(twin, site)).consistentRead(true))
                .item();
        return item.isEmpty() ? SiteSample.EMPTY : sample(item);
    }

    @Override
    public boolean save(TwinId twin, String site, SiteSample sample, Instant forget) {
        var item = new HashMap<>(key(twin, site));
        item.put("revision", number(sample.revision() + 1));
        item.put("pages", pages(sample));
        item.put("expires", number(forget.getEpochSecond()));
        try {
            dynamoDb.putItem(request -> request.tableName(table)
                    .item(item)
                    .conditionExpression("revision = :loaded OR (attribute_not_exists(revision) AND :loaded = :none)")
                    .expressionAttributeValues(Map.of(":loaded", number(sample.revision()), ":none", number(0))));
            return true;
        } catch (ConditionalCheckFailedException _) {
            return false;
        }
    }

    private static Map<String, AttributeValue> key(TwinId twin, String site) {
        return Map.of("pk", AttributeValue.fromS("TWIN#" + twin), "sk", AttributeValue.fromS("SITE#" + site));
    }

    private static AttributeValue pages(SiteSample sample) {
        var pages = new HashMap<String, AttributeValue>();
        sample.pages()
                .forEach((id, page) -> pages.put(
                        id.value(),
                        AttributeValue.fromM(Map.of(
                                "content",
                                        AttributeValue.fromS(
                                                page.version().content().hex()),
                                "observed", number(page.version().observed().toEpochMilli()),
                                "read", number(page.read().toEpochMilli()),
                                "blocks", hashes(page.blocks()),
                                "leftOut", hashes(page.leftOut())))));
        return AttributeValue.fromM(pages);
    }

    private static SiteSample sample(Map<String, AttributeValue> item) {
        var pages = new HashMap<DocumentId, SampledPage>();
        attribute(item, "pages").m().forEach((id, page) -> pages.put(new DocumentId(id), page(page.m())));
        return new SiteSample(number(item, "revision"), pages);
    }

    private static SampledPage page(Map<String, AttributeValue> page) {
        return new SampledPage(
                new Version(new Sha256(attribute(page, "content").s()), time(page, "observed")),
                hashes(attribute(page, "blocks")),
                hashes(attribute(page, "leftOut")),
                time(page, "read"));
    }

    private static AttributeValue hashes(Set<Long> hashes) {
        var bytes = ByteBuffer.allocate(hashes.size() * Long.BYTES);
        hashes.stream().sorted().forEach(bytes::putLong);
        return AttributeValue.fromB(SdkBytes.fromByteArray(bytes.array()));
    }

    private static Set<Long> hashes(AttributeValue value) {
        var longs = value.b().asByteBuffer().asLongBuffer();
        var hashes = new HashSet<Long>();
        while (longs.hasRemaining()) {
            hashes.add(longs.get());
        }
        return hashes;
    }

    private static AttributeValue number(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }

    private static long number(Map<String, AttributeValue> item, String name) {
        return Long.parseLong(attribute(item, name).n());
    }

    private static Instant time(Map<String, AttributeValue> item, String name) {
        return Instant.ofEpochMilli(number(item, name));
    }

    private static AttributeValue attribute(Map<String, AttributeValue> item, String name) {
        return Objects.requireNonNull(item.get(name), () -> "a site's sample without " + name);
    }
}
