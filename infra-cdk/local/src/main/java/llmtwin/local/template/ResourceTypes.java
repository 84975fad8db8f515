package llmtwin.local.template;

import java.util.Set;

/// Which resource types of a template this stack builds, and which have no meaning on one machine.
final class ResourceTypes {
    static final Set<String> BUILT = Set.of(
            "AWS::ApiGateway::Authorizer",
            "AWS::ApiGateway::GatewayResponse",
            "AWS::ApiGateway::Method",
            "AWS::ApiGateway::Model",
            "AWS::ApiGateway::RequestValidator",
            "AWS::ApiGateway::Resource",
            "AWS::ApiGateway::RestApi",
            "AWS::DynamoDB::Table",
            "AWS::Events::Rule",
            "AWS::Lambda::Alias",
            "AWS::Lambda::EventSourceMapping",
            "AWS::Lambda::Function",
            "AWS::Lambda::Version",
            "AWS::S3::Bucket",
            "AWS::SQS::Queue",
            "AWS::SecretsManager::Secret");

    /// Who may do what, what is watched and kept as a log, and how the API is rolled out.
    static final Set<String> WITHOUT_LOCAL_MEANING = Set.of(
            "AWS::ApiGateway::Account",
            "AWS::ApiGateway::Deployment",
            "AWS::ApiGateway::Stage",
            "AWS::CDK::Metadata",
            "AWS::CloudWatch::Alarm",
            "AWS::CloudWatch::Dashboard",
            "AWS::IAM::ManagedPolicy",
            "AWS::IAM::Policy",
            "AWS::IAM::Role",
            "AWS::Lambda::Permission",
            "AWS::Logs::LogGroup",
            "AWS::S3::BucketPolicy",
            "AWS::SQS::QueuePolicy");

    private ResourceTypes() {}

    /// @throws IllegalStateException for a type that is on neither list
    static void requireKnown(String type, String id) {
        if (!BUILT.contains(type) && !WITHOUT_LOCAL_MEANING.contains(type)) {
            throw new IllegalStateException(
                    "%s is of type %s, which the local stack neither builds nor lists as one without local meaning"
                            .formatted(id, type));
        }
    }
}
