package llmtwin.cdk;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.GlobalSecondaryIndexProps;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.Table;
import software.constructs.Construct;

/// The ledger: sources, documents and API keys in one table, with an index of the sources that are due for another
/// crawl.
final class LibraryTable extends Construct {
    private static final List<String> READ = List.of("dynamodb:GetItem", "dynamodb:Query");
    private static final List<String> WRITE = List.of("dynamodb:DeleteItem", "dynamodb:PutItem", "dynamodb:UpdateItem");
    private static final String DUE = "due";

    private final Table table;

    LibraryTable(Construct scope, String id) {
        super(scope, id);
        table = Table.Builder.create(this, "Table")
                .partitionKey(string("pk"))
                .sortKey(string("sk"))
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .timeToLiveAttribute("expires")
                .pointInTimeRecoverySpecification(PointInTimeRecoverySpecification.builder()
                        .pointInTimeRecoveryEnabled(true)
                        .build())
                .deletionProtection(true)
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
        table.addGlobalSecondaryIndex(GlobalSecondaryIndexProps.builder()
                .indexName(DUE)
                .partitionKey(string("schedule"))
                .sortKey(Attribute.builder()
                        .name("nextCrawl")
                        .type(AttributeType.NUMBER)
                        .build())
                .build());
    }

    String name() {
        return table.getTableName();
    }

    void allowReads(TwinFunction function) {
        function.allow(READ, resources());
    }

    void allowReadsAndWrites(TwinFunction function) {
        function.allow(Stream.concat(READ.stream(), WRITE.stream()).toList(), resources());
    }

    private List<String> resources() {
        return List.of(table.getTableArn(), table.getTableArn() + "/index/" + DUE);
    }

    private static Attribute string(String name) {
        return Attribute.builder().name(name).type(AttributeType.STRING).build();
    }
}
