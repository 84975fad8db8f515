package llmtwin.cdk;

import java.util.List;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.SecretValue;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.constructs.Construct;

/// Address and key of the Qdrant that the owner brings. Deployed with a placeholder, for the owner to fill in.
final class QdrantSecret extends Construct {
    private static final String PLACEHOLDER = """
            {"host":"","port":6334,"tls":true,"apiKey":""}""";

    private final String name;
    private final Secret secret;

    QdrantSecret(Construct scope, String id, String name) {
        super(scope, id);
        this.name = name;
        secret = Secret.Builder.create(this, "Secret")
                .secretName(name)
                .description("Where Qdrant's gRPC port is, and the key for it")
                .secretStringValue(SecretValue.unsafePlainText(PLACEHOLDER))
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
        Acknowledged.at(secret, "AwsSolutions-SMG4", "Only Qdrant can make a new key; its owner rotates it there");
    }

    String name() {
        return name;
    }

    String arn() {
        return secret.getSecretArn();
    }

    void allowReads(TwinFunction function) {
        function.allow(List.of("secretsmanager:GetSecretValue"), List.of(secret.getSecretArn()));
    }
}
