package llmtwin.local.mongo;

import com.mongodb.ConnectionString;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where a MongoDB is, and as whom it is asked. Whatever is shown or kept of it names neither user nor password nor any
/// option, since options may hold secrets, too.
public final class MongoAddress {
    private static final String HIDDEN = "***";

    private final ConnectionString connection;
    private final String uri;

    private MongoAddress(ConnectionString connection, String uri) {
        this.connection = connection;
        this.uri = uri;
    }

    /// @throws IllegalArgumentException if it is no such address; the message shows nothing of it that is secret
    public static MongoAddress parse(String uri) {
        try {
            return new MongoAddress(new ConnectionString(uri), uri);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(hide(String.valueOf(e.getMessage()), secrets(uri, null)));
        }
    }

    ConnectionString connection() {
        return connection;
    }

    /// Empty if the address names none.
    public Optional<String> database() {
        return Optional.ofNullable(connection.getDatabase());
    }

    /// The servers, sorted as written.
    public String hosts() {
        return String.join(",", connection.getHosts());
    }

    /// For people and for files.
    @Override
    public String toString() {
        return (connection.isSrvProtocol() ? "mongodb+srv://" : "mongodb://")
                + hosts()
                + database().map(name -> "/" + name).orElse("");
    }

    /// The text without anything secret of this address that may have got into it.
    public String redacted(@Nullable String text) {
        return hide(String.valueOf(text), secrets(uri, connection.getPassword()));
    }

    private static List<String> secrets(String uri, char @Nullable [] password) {
        int scheme = uri.indexOf("://");
        var rest = scheme < 0 ? uri : uri.substring(scheme + 3);
        int at = rest.lastIndexOf('@');
        var user = at < 0 ? "" : rest.substring(0, at);
        int colon = user.indexOf(':');
        int options = rest.indexOf('?', Math.max(at, 0));
        boolean plain = at < 0 && options < 0;
        return List.of(
                plain ? "" : uri,
                user,
                colon < 0 ? "" : user.substring(colon + 1),
                password == null ? "" : String.valueOf(password),
                options < 0 ? "" : rest.substring(options + 1));
    }

    private static String hide(String text, List<String> secrets) {
        var shown = text;
        for (var secret : secrets) {
            shown = secret.isEmpty() ? shown : shown.replace(secret, HIDDEN);
        }
        return shown;
    }
}
