package llmtwin.local.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which twin a command talks to: a local one by its home, or any other by URL and key.
final class Target {
    static final int DEFAULT_PORT = 8420;

    @Option(names = "--home", paramLabel = "FOLDER", description = "State folder of the local twin (TWIN_HOME).")
    @Nullable
    Path home;

    @Option(names = "--port", paramLabel = "PORT", description = "Port of the local twin (TWIN_PORT).")
    @Nullable
    Integer port;

    @Option(names = "--url", paramLabel = "URL", description = "Another twin's API, for example on AWS (TWIN_URL).")
    @Nullable
    URI url;

    @Option(names = "--key", paramLabel = "KEY", description = "The API key to use (TWIN_KEY).")
    @Nullable
    String key;

    private final Map<String, String> environment = System.getenv();

    Home home() {
        if (home != null) {
            return new Home(home.toAbsolutePath());
        }
        var set = environment.get("TWIN_HOME");
        return new Home(
                set == null || set.isBlank()
                        ? Path.of(System.getProperty("user.home"), ".llm-twin")
                        : Path.of(set).toAbsolutePath());
    }

    /// @throws CommandFailed if no local twin is running and no other is named
    Client client() {
        var address = Optional.ofNullable(url).or(() -> setting("TWIN_URL").map(URI::create));
        if (address.isPresent()) {
            var secret = Optional.ofNullable(key)
                    .or(() -> setting("TWIN_KEY"))
                    .orElseThrow(() -> new CommandFailed(
                            "An API key is needed for " + address.get() + ": pass --key or set TWIN_KEY."));
            return new Client(address.get(), secret);
        }
        var home = home();
        var running = home.running()
                .orElseThrow(() -> new CommandFailed(
                        "The twin in " + home.folder() + " is not running. Start it with: scripts/twin up"));
        var secret = Optional.ofNullable(key)
                .or(() -> setting("TWIN_KEY"))
                .or(home::key)
                .orElseThrow(() ->
                        new CommandFailed("No API key in " + home.folder() + ". Make one with: scripts/twin key new"));
        return new Client(URI.create(running.url()), secret);
    }

    private Optional<String> setting(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }
}
