package llmtwin.cdk;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/// One function with what every function here has: a role of its own that may do nothing yet, a log group that
/// forgets, and an alias `live` on a version that starts from a snapshot.
final class TwinFunction extends Construct {
    private final Role role;
    private final Alias live;

    TwinFunction(
            Construct scope,
            FunctionSpec spec,
            FunctionCode code,
            TwinSettings settings,
            Map<String, String> environment) {
        super(scope, spec.id());
        var logs = LogGroup.Builder.create(this, "Logs")
                .retention(RetentionDays.ONE_MONTH)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        // The CDK's own default is a managed policy that may write to every log group of the account.
        role = Role.Builder.create(this, "Role")
                .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                .build();
        logs.grantWrite(role);
        var builder = Function.Builder.create(this, "Function")
                .runtime(Runtime.JAVA_25)
                .architecture(settings.architecture())
                .handler(spec.handler)
                .code(code.of(spec.module))
                .environment(environment)
                .memorySize(spec.memoryMb)
                .timeout(Duration.seconds(spec.timeoutSeconds))
                .snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS)
                .role(role)
                .logGroup(logs);
        if (settings.reservedConcurrency()) {
            builder.reservedConcurrentExecutions(spec.reservedConcurrency);
        }
        var function = builder.build();
        live = function.addAlias("live");
        Annotations.of(function)
                .acknowledgeWarning("@aws-cdk/aws-lambda:snapStartRequirePublish", "The alias publishes a version");
    }

    /// What queues, schedules and the API call: the newest published version.
    Alias live() {
        return live;
    }

    void allow(List<String> actions, List<String> resources) {
        role.addToPrincipalPolicy(PolicyStatement.Builder.create()
                .actions(actions)
                .resources(resources)
                .build());
    }
}
