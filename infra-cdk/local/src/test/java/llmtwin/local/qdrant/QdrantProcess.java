package llmtwin.local.qdrant;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// The server in a JVM of its own, so that it can be killed.
record QdrantProcess(Process process, int port) {
    static QdrantProcess start(Path folder) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = List.of(
                java,
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                QdrantProcess.class.getName(),
                folder.toString());
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var output = new BufferedReader(process.inputReader(StandardCharsets.UTF_8));
        return new QdrantProcess(process, Integer.parseInt(String.valueOf(output.readLine())));
    }

    /// SIGKILL: no hook runs and nothing is flushed.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    static void main(String[] folder) throws IOException, InterruptedException {
        var server = QdrantServer.start(Path.of(folder[0]), 0);
        System.out.println(server.port());
        new CountDownLatch(1).await(); // until killed
    }
}
