package llmtwin.local.template;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What `Ref` and `Fn::GetAtt` give for a resource: names and ARNs that follow from the template alone.
///
/// A resource without a name of its own gets one from its logical id, without the hash the CDK puts at its end:
/// `ContentBucketDD05A3B9` becomes `llm-twin-content-bucket`.
///
/// @param stack first part of every generated name
/// @param queueUrls what a queue's name is put behind to make its URL
public record Names(String stack, String region, String account, String queueUrls) {
    private static final Map<String, String> NAME_PROPERTIES = Map.of(
            "AWS::S3::Bucket", "BucketName",
            "AWS::SQS::Queue", "QueueName",
            "AWS::DynamoDB::Table", "TableName",
            "AWS::Lambda::Function", "FunctionName",
            "AWS::Lambda::Alias", "Name",
            "AWS::SecretsManager::Secret", "Name",
            "AWS::Events::Rule", "Name");

    /// The property that may hold a resource's name, for types that have one.
    static Optional<String> nameProperty(String type) {
        return Optional.ofNullable(NAME_PROPERTIES.get(type));
    }

    String generated(String logicalId) {
        String words = logicalId
                .replaceFirst("[0-9A-F]{8}$", "")
                .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                .toLowerCase(Locale.ROOT);
        return stack + "-" + words;
    }

    /// @param name the resource's own or generated name; for an alias and a version the function's ARN with qualifier
    String ref(String type, String logicalId, String name) {
        return switch (type) {
            case "AWS::SQS::Queue" -> queueUrls + "/" + account + "/" + name;
            case "AWS::S3::Bucket",
                    "AWS::DynamoDB::Table",
                    "AWS::Lambda::Function",
                    "AWS::Lambda::Alias",
                    "AWS::Lambda::Version",
                    "AWS::SecretsManager::Secret",
                    "AWS::Events::Rule" -> name;
            default -> logicalId;
        };
    }

    String attribute(String type, String logicalId, String name, String attribute) {
        return switch (attribute) {
            case "Arn" -> arn(type, logicalId, name);
            case "QueueName" -> name;
            case "QueueUrl" -> ref(type, logicalId, name);
            case "Version" -> "1";
            default -> logicalId + "." + attribute;
        };
    }

    private String arn(String type, String logicalId, String name) {
        return switch (type) {
            case "AWS::S3::Bucket" -> "arn:aws:s3:::" + name;
            case "AWS::SQS::Queue" -> arn("sqs", name);
            case "AWS::DynamoDB::Table" -> arn("dynamodb", "table/" + name);
            case "AWS::Lambda::Function" -> functionArn(name);
            case "AWS::Events::Rule" -> arn("events", "rule/" + name);
            default -> arn("local", logicalId);
        };
    }

    String functionArn(String name) {
        return arn("lambda", "function:" + name);
    }

    private String arn(String service, String rest) {
        return "arn:aws:" + service + ":" + region + ":" + account + ":" + rest;
    }
}
