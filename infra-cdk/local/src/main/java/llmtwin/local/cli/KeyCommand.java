package llmtwin.local.cli;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import llmtwin.aws.AwsClients;
import llmtwin.aws.DynamoDbApiKeys;
import llmtwin.core.ApiKeys;
import llmtwin.core.ApiKeys.ApiKey;
import llmtwin.core.Sha256;
import llmtwin.core.TwinId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "key",
        description = {
            "Make, list and revoke API keys; only their hashes are stored.",
            "Without --table the local twin is meant. With --table (an output of the deployed stack) it is the one on AWS,",
            "reached with your own AWS credentials and AWS_REGION."
        })
final class KeyCommand extends TwinCommand {
    private static final int SHOWN_DIGITS = 12;

    enum Action {
        NEW,
        LIST,
        REVOKE
    }

    @Parameters(index = "0", arity = "0..1", defaultValue = "new", description = "new (default), list or revoke.")
    Action action = Action.NEW;

    @Parameters(index = "1", arity = "0..1", paramLabel = "ID", description = "The key to revoke, as list shows it.")
    @Nullable
    String id;

    @Option(
            names = "--twin",
            defaultValue = "me",
            description = "Whose writing the key opens; default ${DEFAULT-VALUE}.")
    String twin = "me";

    @Option(names = "--label", defaultValue = "", description = "What the key is for.")
    String label = "";

    @Option(names = "--table", description = "The library table of a twin on AWS.")
    @Nullable
    String table;

    @Override
    public Integer call() {
        var keys = keys();
        var owner = new TwinId(twin);
        switch (action) {
            case NEW -> {
                var key = ApiKeys.generate(new SecureRandom());
                keys.save(new ApiKey(Sha256.of(key), owner, label, Instant.now()));
                say(key);
            }
            case LIST -> keys.keys(owner).forEach(key -> say(shown(key) + "  " + key.created() + "  " + key.label()));
            case REVOKE -> {
                var meant = keys.keys(owner).stream()
                        .filter(key -> id != null && shown(key).equals(id))
                        .findFirst()
                        .orElseThrow(
                                () -> new CommandFailed("There is no key '" + id + "'. See: scripts/twin key list"));
                keys.revoke(owner, meant.hash());
                say("Revoked " + id + ".");
            }
        }
        return 0;
    }

    private static String shown(ApiKey key) {
        return key.hash().hex().substring(0, SHOWN_DIGITS);
    }

    private ApiKeys keys() {
        if (table != null) {
            return new DynamoDbApiKeys(AwsClients.from(System.getenv()).dynamoDb(), table);
        }
        var home = target.home();
        var running = home.running()
                .orElseThrow(() -> new CommandFailed(
                        "The twin in " + home.folder() + " is not running. Start it with: scripts/twin up"));
        Map<String, String> environment = new HashMap<>(running.environment());
        return new DynamoDbApiKeys(
                AwsClients.from(environment).dynamoDb(), environment.getOrDefault("LIBRARY_TABLE", "library"));
    }
}
