package llmtwin.local.cloud;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/// DynamoDB by AWS's DynamoDB Local, in a class loader of its own.
///
/// Its licence lets each developer use it and nobody pass it on, so it is found on this machine, where the build
/// resolved it, and is on no class path of ours.
final class DynamoDbServer implements AutoCloseable {
    /// System property that names the file with the class path; otherwise the build's own place is taken.
    static final String CLASS_PATH_FILE = "llmtwin.dynamodb.classpath";

    private final Object server;
    private final URI endpoint;

    private DynamoDbServer(Object server, URI endpoint) {
        this.server = server;
        this.endpoint = endpoint;
    }

    static DynamoDbServer start(Path folder, int port) throws Exception {
        Files.createDirectories(folder);
        // Never closed: the server's own threads still load classes while they end.
        URLClassLoader classes =
                new URLClassLoader("dynamodb-local", classPath(), ClassLoader.getPlatformClassLoader());
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(classes);
        try {
            String[] arguments = {
                "-port", Integer.toString(port), "-sharedDb", "-dbPath", folder.toString(), "-disableTelemetry"
            };
            Object server = classes.loadClass("software.amazon.dynamodb.services.local.main.ServerRunner")
                    .getMethod("createServerFromCommandLineArgs", String[].class)
                    .invoke(null, (Object) arguments);
            listenOnLoopbackOnly(server);
            server.getClass().getMethod("start").invoke(server);
            return new DynamoDbServer(server, URI.create("http://127.0.0.1:" + port));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    URI endpoint() {
        return endpoint;
    }

    @Override
    public void close() throws IOException {
        try {
            server.getClass().getMethod("stop").invoke(server);
        } catch (ReflectiveOperationException e) {
            throw new IOException("DynamoDB did not stop", e);
        }
    }

    /// It listens on every interface and has no option against that; its Jetty has one.
    private static void listenOnLoopbackOnly(Object server) throws ReflectiveOperationException {
        Field field = server.getClass().getDeclaredField("server");
        field.setAccessible(true);
        Object jetty = field.get(server);
        for (Object connector :
                (Object[]) jetty.getClass().getMethod("getConnectors").invoke(jetty)) {
            connector.getClass().getMethod("setHost", String.class).invoke(connector, "127.0.0.1");
        }
    }

    private static URL[] classPath() throws IOException {
        Path file = classPathFile();
        if (!Files.isRegularFile(file)) {
            throw new IllegalStateException("DynamoDB Local is not resolved: " + file
                    + " is missing; build module infra-cdk/dynamodb-local or set -D" + CLASS_PATH_FILE);
        }
        return Arrays.stream(Files.readString(file).strip().split(File.pathSeparator))
                .flatMap(DynamoDbServer::url)
                .toArray(URL[]::new);
    }

    private static Stream<URL> url(String jar) {
        try {
            return Stream.of(Path.of(jar).toUri().toURL());
        } catch (MalformedURLException e) {
            throw new IllegalStateException("not a file: " + jar, e);
        }
    }

    /// Beside this module, whether its classes lie in a folder or in a jar: both are under `infra-cdk/local/target`.
    private static Path classPathFile() {
        String named = System.getProperty(CLASS_PATH_FILE);
        if (named != null) {
            return Path.of(named);
        }
        Path code = Path.of(URI.create(DynamoDbServer.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()));
        return code.resolve("../../../dynamodb-local/target/classpath").normalize();
    }
}
