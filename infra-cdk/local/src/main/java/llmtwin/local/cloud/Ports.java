package llmtwin.local.cloud;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Where each server listens on 127.0.0.1; 0 stands for any free port.
///
/// @param aws Secrets Manager and SageMaker Runtime
public record Ports(int api, int s3, int sqs, int dynamoDb, int qdrant, int aws) {
    /// `P` of `TWIN_PORT` when nothing else is said; the others follow it.
    public static final int DEFAULT = 8420;

    /// Any free port for each, as tests want them.
    public static Ports anyFree() {
        return new Ports(0, 0, 0, 0, 0, 0);
    }

    /// `TWIN_PORT` for the API and the five ports after it, each of which may be named on its own.
    ///
    /// @throws IllegalStateException naming the variable that holds no port
    public static Ports from(Map<String, String> env) {
        int api = port(env, "TWIN_PORT", DEFAULT);
        return new Ports(
                api,
                port(env, "TWIN_S3_PORT", api + 1),
                port(env, "TWIN_SQS_PORT", api + 2),
                port(env, "TWIN_DYNAMODB_PORT", api + 3),
                port(env, "TWIN_QDRANT_PORT", api + 4),
                port(env, "TWIN_AWS_PORT", api + 5));
    }

    /// These ports with every 0 replaced by one that is free now.
    ///
    /// @throws IllegalStateException naming the port that is in use and the variable that moves it
    public Ports claimed() {
        List<ServerSocket> held = new ArrayList<>();
        try {
            return new Ports(
                    claim(held, api, "API", "TWIN_PORT"),
                    claim(held, s3, "S3", "TWIN_PORT or TWIN_S3_PORT"),
                    claim(held, sqs, "SQS", "TWIN_PORT or TWIN_SQS_PORT"),
                    claim(held, dynamoDb, "DynamoDB", "TWIN_PORT or TWIN_DYNAMODB_PORT"),
                    claim(held, qdrant, "Qdrant", "TWIN_PORT or TWIN_QDRANT_PORT"),
                    claim(held, aws, "Secrets Manager and SageMaker", "TWIN_PORT or TWIN_AWS_PORT"));
        } finally {
            held.forEach(Ports::release);
        }
    }

    /// All are held until the last is claimed, so that no two get the same free port.
    private static int claim(List<ServerSocket> held, int port, String service, String variables) {
        try {
            ServerSocket socket = new ServerSocket();
            held.add(socket);
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException("port %d (%s) is in use; set %s".formatted(port, service, variables), e);
        }
    }

    private static void release(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException("port " + socket.getLocalPort() + " cannot be released", e);
        }
    }

    private static int port(Map<String, String> env, String name, int otherwise) {
        String value = env.getOrDefault(name, "").strip();
        if (value.isEmpty()) {
            return otherwise;
        }
        try {
            int port = Integer.parseInt(value);
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw new IllegalStateException(name + " is not a port: " + value, e);
        }
        throw new IllegalStateException(name + " is not a port: " + value);
    }
}
