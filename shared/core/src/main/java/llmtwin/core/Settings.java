package llmtwin.core;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/// Configuration by environment variables. Whatever is wrong is said with the variable's name.
public final class Settings {
    private final Map<String, String> environment;

    public Settings(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /// @throws IllegalStateException if the variable is missing or blank
    public String required(String name) {
        return optional(name)
                .orElseThrow(() -> new IllegalStateException("environment variable " + name + " is not set"));
    }

    /// Empty if the variable is missing or blank.
    public Optional<String> optional(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    /// @return true for `true`, false for `false` or nothing
    /// @throws IllegalStateException for anything else
    public boolean flag(String name) {
        return switch (optional(name).orElse("false")) {
            case "true" -> true;
            case "false" -> false;
            case String other -> throw new IllegalStateException(name + " is '" + other + "', not true or false");
        };
    }

    /// @throws IllegalStateException if it is not a whole number from 1 on
    public long number(String name, long otherwise) {
        var text = optional(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(text.get());
            if (number >= 1) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Said below, in words.
        }
        throw new IllegalStateException(name + " is '" + text.get() + "', not a whole number from 1 on");
    }

    /// @throws IllegalStateException if it is not an ISO 8601 duration such as PT1S
    public Duration duration(String name, Duration otherwise) {
        var text = optional(name);
        try {
            return text.map(Duration::parse).orElse(otherwise);
        } catch (DateTimeParseException e) {
            throw new IllegalStateException(name + " is '" + text.orElse("") + "', not a duration such as PT1S", e);
        }
    }
}
