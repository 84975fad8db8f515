package llmtwin.cdk;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.List;
import software.constructs.IConstruct;

/// A finding of cdk-nag that we looked at and decided to live with; the reason ends up in the template.
final class Acknowledged {
    private Acknowledged() {}

    /// @param rule such as `AwsSolutions-IAM5`
    static void rule(IConstruct where, String rule, String reason) {
        acknowledge(where, NagPackSuppression.builder().id(rule).reason(reason).build());
    }

    /// Only the named findings of a rule, so that a new one still counts.
    ///
    /// @param findings such as `Resource::<Content1234.Arn>/raw/*`
    static void rule(IConstruct where, String rule, List<?> findings, String reason) {
        acknowledge(
                where,
                NagPackSuppression.builder()
                        .id(rule)
                        .appliesTo(findings)
                        .reason(reason)
                        .build());
    }

    private static void acknowledge(IConstruct where, NagPackSuppression suppression) {
        NagSuppressions.addResourceSuppressions(where, List.of(suppression), true);
    }
}
