package llmtwin.local.mongo;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoServerUnavailableException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import java.util.regex.Pattern;

/// What stands against reading a database, in words for its owner and without anything secret.
public final class DatabaseProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final int UNAUTHORIZED = 13;
    /// In the driver's account of a server that it could not reach.
    private static final Pattern CAUSE = Pattern.compile("caused by \\{([^{}]*)}");

    private final boolean passing;

    DatabaseProblem(String message) {
        super(message);
        this.passing = false;
    }

    private DatabaseProblem(String message, boolean passing) {
        super(message);
        this.passing = passing;
    }

    /// Whether it may be over in a while.
    public boolean isPassing() {
        return passing;
    }

    static DatabaseProblem of(MongoException problem, MongoAddress address) {
        return new DatabaseProblem(address.redacted(message(problem, address.toString())), mayPass(problem));
    }

    private static boolean mayPass(MongoException problem) {
        return switch (problem) {
            case MongoSocketException _,
                    MongoTimeoutException _,
                    MongoNotPrimaryException _,
                    MongoNodeIsRecoveringException _,
                    MongoServerUnavailableException _ -> true;
            default -> false;
        };
    }

    private static String message(MongoException problem, String address) {
        return switch (problem) {
            case MongoSecurityException _ -> address + " refused the user name or the password.";
            case MongoTimeoutException timeout -> address + " cannot be reached: " + cause(timeout) + ".";
            case MongoSocketException socket ->
                "The connection to " + address + " broke off: " + socket.getMessage()
                        + ". What was sent stays; run the same command again to go on.";
            case MongoCommandException command
            when command.getErrorCode() == UNAUTHORIZED ->
                address + " does not allow it: " + command.getErrorMessage() + ".";
            case MongoCommandException command -> address + " answered: " + command.getErrorMessage() + ".";
            default -> address + " answered: " + problem.getMessage() + ".";
        };
    }

    private static String cause(MongoTimeoutException timeout) {
        var cause = CAUSE.matcher(String.valueOf(timeout.getMessage()));
        return cause.find() ? cause.group(1).replaceFirst("^[a-z.]+\\.", "") : String.valueOf(timeout.getMessage());
    }
}
