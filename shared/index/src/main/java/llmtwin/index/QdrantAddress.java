package llmtwin.index;

import llmtwin.core.Json;
import org.jspecify.annotations.Nullable;

/// Where Qdrant's gRPC port is.
///
/// @param apiKey null for a server that asks for none
public record QdrantAddress(
        String host, int port, boolean tls, @Nullable String apiKey) {
    /// @throws IllegalArgumentException if host or port cannot be one
    public QdrantAddress {
        if (host.isBlank() || port < 1 || port > 65_535) {
            throw new IllegalArgumentException("'" + host + "', port " + port + ", is no address of Qdrant");
        }
    }

    /// @param json `{"host": …, "port": …, "tls": …, "apiKey": …}`; the last two may be missing
    /// @throws IllegalArgumentException if this is none
    public static QdrantAddress fromJson(String json) {
        var address = Json.tree(json);
        var key = address.path("apiKey").asString("");
        return new QdrantAddress(
                address.path("host").asString(""),
                address.path("port").asInt(0),
                address.path("tls").asBoolean(false),
                key.isEmpty() ? null : key);
    }

    /// Without the key: it must not reach a log.
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
