package llmtwin.local.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import llmtwin.core.Sha256;
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
        var address = address().orElseGet(this::local);
        return new Client(address, secret());
    }

    /// What tells this twin from any other one; it says no key.
    String identity() {
        var twin = address().map(URI::toString).orElse("local");
        return twin + "\n" + Sha256.of(secret());
    }

    private Optional<URI> address() {
        return Optional.ofNullable(url).or(() -> setting("TWIN_URL").map(URI::create));
    }

    private URI local() {
        var home = home();
        return home.running()
                .map(running -> URI.create(running.url()))
                .orElseThrow(() -> new CommandFailed(
                        "The twin in " + home.folder() + " is not running. Start it with: scripts/twin up"));
    }

    private String secret() {
        var said = Optional.ofNullable(key).or(() -> setting("TWIN_KEY"));
        var address = address();
        if (address.isPresent()) {
            return said.orElseThrow(() ->
                    new CommandFailed("An API key is needed for " + address.get() + ": pass --key or set TWIN_KEY."));
        }
        var home = home();
        return said.or(home::key)
                .orElseThrow(() ->
                        new CommandFailed("No API key in " + home.folder() + ". Make one with: scripts/twin key new"));
    }

    private Optional<String> setting(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }
}
