package llmtwin.local.provision;

import llmtwin.aws.AwsClients;
import llmtwin.local.cloud.Cloud;
import llmtwin.local.template.Template;

/// Brings a cloud to what a template says; a second time changes nothing.
public final class Provisioner {
    private Provisioner() {}

    public static void provision(Template template, Cloud cloud) {
        AwsClients clients = AwsClients.from(cloud.environment());
        try (var sqs = clients.sqs();
                var s3 = clients.s3();
                var dynamoDb = clients.dynamoDb()) {
            new Queues(sqs).make(template);
            new Buckets(s3, cloud).make(template);
            new Tables(dynamoDb).make(template);
        }
        template.ofType("AWS::SecretsManager::Secret")
                .forEach(secret -> cloud.keepSecret(
                        secret.ref(), secret.optionalText("SecretString").orElse("{}")));
    }
}
