package llmtwin.local.lambda;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import llmtwin.local.template.Resource;

/// A function as a template describes it.
///
/// @param handler name of the handler's class
/// @param maxInstances how many events it works on at once
public record FunctionDefinition(
        String name,
        String handler,
        Duration timeout,
        int memoryMb,
        int maxInstances,
        Map<String, String> environment) {
    public FunctionDefinition {
        environment = Map.copyOf(environment);
    }

    /// The function's name in any way a template refers to it: its name, its ARN, either with an alias, or the URI of
    /// an integration that calls it.
    public static String nameIn(String reference) {
        return reference.replaceFirst(".*:function:", "").replaceFirst("[:/].*", "");
    }

    /// From the template.
    ///
    /// @param localCap most instances of one function on this machine, whatever its reserved concurrency
    /// @param overrides added to the function's environment, over what the template says
    public static FunctionDefinition of(Resource function, int localCap, Map<String, String> overrides) {
        Map<String, String> environment = new HashMap<>();
        function.properties()
                .path("Environment")
                .path("Variables")
                .propertyStream()
                .forEach(variable ->
                        environment.put(variable.getKey(), variable.getValue().asString()));
        int memoryMb = function.number("MemorySize").orElse(128);
        environment.put("AWS_LAMBDA_FUNCTION_NAME", function.ref());
        environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(memoryMb));
        environment.putAll(overrides);
        return new FunctionDefinition(
                function.ref(),
                function.text("Handler").replaceFirst("::.*", ""),
                Duration.ofSeconds(function.number("Timeout").orElse(3)),
                memoryMb,
                Math.min(function.number("ReservedConcurrentExecutions").orElse(localCap), localCap),
                environment);
    }
}
