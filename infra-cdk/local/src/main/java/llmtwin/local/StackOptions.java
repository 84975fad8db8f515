package llmtwin.local;

import java.nio.file.Path;
import java.util.Map;
import llmtwin.local.cloud.Ports;

/// How to start a stack.
///
/// @param template the synthesized CloudFormation template
/// @param home folder of the state
/// @param fresh whether what the folder holds is forgotten first
/// @param environment given to every function, over what the template says
public record StackOptions(Path template, Path home, Ports ports, boolean fresh, Map<String, String> environment) {
    public StackOptions {
        environment = Map.copyOf(environment);
    }
}
