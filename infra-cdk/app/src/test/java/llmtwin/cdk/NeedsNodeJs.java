package llmtwin.cdk;

import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Skips the tests of a class, and says so in a line, where the CDK cannot run: its Java classes talk to Node.js.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsNodeJs.Condition.class)
@interface NeedsNodeJs {

    /// Looks for Node.js once.
    final class Condition implements ExecutionCondition {
        private static final int OLDEST = 20;
        private static final Pattern VERSION = Pattern.compile("v(\\d+)\\..*", Pattern.DOTALL);
        private static final int MAJOR = major();

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (MAJOR >= OLDEST) {
                return ConditionEvaluationResult.enabled("Node.js " + MAJOR);
            }
            var reason = "CDK synthesis: Node.js " + OLDEST + " or newer is not on the PATH";
            System.out.println("SKIPPED " + context.getDisplayName() + ": " + reason);
            return ConditionEvaluationResult.disabled(reason);
        }

        /// @return 0 if there is none
        private static int major() {
            try {
                var node = new ProcessBuilder("node", "--version").start();
                var version = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                var matcher = VERSION.matcher(version);
                return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
            } catch (IOException _) {
                return 0;
            }
        }
    }
}
