package llmtwin.cdk;

import org.junit.jupiter.api.Test;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;

@NeedsNodeJs
class AwsSolutionsTest {
    @Test
    void every_finding_of_cdk_nag_is_fixed_or_acknowledged_with_its_reason() {
        var findings = Annotations.fromStack(Synthesis.standard().stack());

        findings.hasNoError("*", Match.anyValue());
        findings.hasNoWarning("*", Match.anyValue());
    }
}
