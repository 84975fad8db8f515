package llmtwin.cdk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// The Node.js that the CDK's Java classes talk to.
final class NodeJs {
    private static final int OLDEST = 20;
    private static final Pattern VERSION = Pattern.compile("v(\\d+)\\..*", Pattern.DOTALL);

    private NodeJs() {}

    static boolean usable() {
        return major() >= OLDEST;
    }

    static String needed() {
        return "SKIPPED synthesis tests of infra-cdk/app: they need Node.js " + OLDEST + " or newer on the PATH";
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
