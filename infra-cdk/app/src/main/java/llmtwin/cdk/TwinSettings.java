package llmtwin.cdk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awscdk.services.lambda.Architecture;
import software.constructs.Node;

/// What the owner may choose when deploying, as `-c name=value`.
///
/// @param architecture of every function: `arm64` (default) or `x86_64`
/// @param reservedConcurrency false for accounts whose quota is too small to reserve anything, as new ones have
/// @param contactUrl the page that tells a site's owner who crawls it; sent with every request
/// @param model environment that names the chat model to answer with; empty to answer in the author's own sentences
record TwinSettings(
        Architecture architecture, boolean reservedConcurrency, String contactUrl, Map<String, String> model) {

    TwinSettings {
        if (!contactUrl.startsWith("https://") && !contactUrl.startsWith("http://")) {
            throw new IllegalArgumentException("contactUrl '" + contactUrl
                    + "' is no http(s) URL: set the page that says who crawls, -c contactUrl=https://…");
        }
        model = Map.copyOf(model);
    }

    static TwinSettings from(Node node) {
        return new TwinSettings(
                architecture(setting(node, "architecture").orElse("arm64")),
                flag("reservedConcurrency", setting(node, "reservedConcurrency").orElse("true")),
                setting(node, "contactUrl").orElse(""),
                model(node));
    }

    private static Architecture architecture(String name) {
        return switch (name) {
            case "arm64" -> Architecture.ARM_64;
            case "x86_64" -> Architecture.X86_64;
            default -> throw new IllegalArgumentException("architecture '" + name + "' is neither arm64 nor x86_64");
        };
    }

    private static boolean flag(String name, String value) {
        if (!List.of("true", "false").contains(value)) {
            throw new IllegalArgumentException(name + " '" + value + "' is neither true nor false");
        }
        return value.equals("true");
    }

    private static Map<String, String> model(Node node) {
        var model = new TreeMap<String, String>();
        setting(node, "modelUrl").ifPresent(url -> model.put("TWIN_MODEL_URL", url));
        setting(node, "modelName").ifPresent(name -> model.put("TWIN_MODEL_NAME", name));
        // CloudFormation puts the secret's value in while deploying, so that no template or log ever holds it.
        setting(node, "modelKeySecret")
                .ifPresent(secret -> model.put("TWIN_MODEL_KEY", "{{resolve:secretsmanager:" + secret + "}}"));
        return model;
    }

    private static Optional<String> setting(Node node, String name) {
        return Optional.ofNullable(node.tryGetContext(name))
                .map(Object::toString)
                .filter(value -> !value.isBlank());
    }
}
