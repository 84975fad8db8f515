package llmtwin.cdk;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import io.github.cdklabs.cdknag.RegexAppliesTo;
import java.util.List;
import software.amazon.awscdk.Stack;
import software.constructs.IConstruct;

/// Findings of cdk-nag that we decided to live with; each reason ends up in the template beside its resource.
final class Acknowledged {
    private Acknowledged() {}

    /// @param rule such as `AwsSolutions-S1`
    static void at(IConstruct construct, String rule, String reason) {
        NagSuppressions.addResourceSuppressions(
                construct,
                List.of(NagPackSuppression.builder().id(rule).reason(reason).build()),
                true);
    }

    static void everywhere(Stack stack, String rule, String reason) {
        NagSuppressions.addStackSuppressions(
                stack,
                List.of(NagPackSuppression.builder().id(rule).reason(reason).build()));
    }

    /// Only those findings of a rule that look as expected; any other still counts.
    ///
    /// @param findings a regular expression in slashes
    static void everywhere(Stack stack, String rule, String findings, String reason) {
        NagSuppressions.addStackSuppressions(
                stack,
                List.of(NagPackSuppression.builder()
                        .id(rule)
                        .appliesTo(
                                List.of(RegexAppliesTo.builder().regex(findings).build()))
                        .reason(reason)
                        .build()));
    }
}
