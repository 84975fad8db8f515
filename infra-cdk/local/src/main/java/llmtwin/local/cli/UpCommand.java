package llmtwin.local.cli;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import llmtwin.aws.AwsClients;
import llmtwin.aws.DynamoDbApiKeys;
import llmtwin.core.ApiKeys;
import llmtwin.core.ApiKeys.ApiKey;
import llmtwin.core.Sha256;
import llmtwin.core.TwinId;
import llmtwin.local.StackOptions;
import llmtwin.local.TwinStack;
import llmtwin.local.cloud.Ports;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "up",
        description = {
            "Start everything on this machine, in one process; it runs until Ctrl-C or: scripts/twin down.",
            "What was added is kept in the state folder and survives restarts and crashes."
        })
final class UpCommand extends TwinCommand {
    private static final TwinId ME = new TwinId("me");
    private static final Duration LONGEST_START = Duration.ofSeconds(60);

    /// Says in the crawler's name that nobody was named; set CRAWL_CONTACT_URL to be reachable.
    private static final String NO_CONTACT = "https://example.org/contact-not-set";

    /// Settings that are passed on to the functions as they are.
    private static final List<String> PASSED_ON = List.of(
            "TWIN_MODEL_URL",
            "TWIN_MODEL_NAME",
            "TWIN_MODEL_KEY",
            "CRAWL_DELAY",
            "CRAWL_CONTACT_URL",
            "MAX_FETCH_BYTES",
            "MAX_UPLOAD_BYTES");

    @Option(names = "--fresh", description = "Forget everything first.")
    boolean fresh;

    @Option(names = "--no-sample", description = "Do not read this project's own documents as a sample.")
    boolean noSample;

    @Option(names = "--allow-loopback", description = "Let the crawler reach sites on this machine (127.0.0.1).")
    boolean allowLoopback;

    @Option(
            names = "--rehearse",
            hidden = true,
            description = "Start, ask one question and stop; what scripts/rehearse needs.")
    boolean rehearse;

    @Option(
            names = {"-d", "--detach"},
            description = "Return when it is up, and leave it running in the background.")
    boolean detach;

    @Override
    public Integer call() throws Exception {
        var home = target.home();
        var running = home.running();
        if (running.isPresent()) {
            say("The twin is already running.");
            describe(home, running.get());
            say("  Ask      scripts/twin ask \"" + Sample.QUESTION + "\"");
            return 0;
        }
        return detach ? startInBackground(home) : runHere(home);
    }

    private int runHere(Home home) throws IOException, InterruptedException {
        Files.createDirectories(home.folder());
        logTo(home.log());
        if (fresh) {
            Files.deleteIfExists(sampleMarker(home));
        }
        // Closed by the shutdown hook alone: this method only ends when the process does.
        var stack = start(home);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stack, home)));
        saveKey(home, stack);
        var running =
                new Home.Running(ProcessHandle.current().pid(), stack.api().toString(), reachable(stack));
        home.saveRunning(running);
        describe(home, running);
        readSample(home, running);
        say("  Ask      scripts/twin ask \"" + Sample.QUESTION + "\"");
        if (rehearse) {
            rehearse(home, running);
            return 0;
        }
        new CountDownLatch(1).await();
        return 0;
    }

    /// Whatever the parts have to say goes to the log; the terminal is for this command alone.
    private static void logTo(Path file) throws IOException {
        System.setProperty("org.slf4j.simpleLogger.logFile", file.toString());
        var log = new PrintStream(new FileOutputStream(file.toFile(), true), true, StandardCharsets.UTF_8);
        System.setOut(log);
        System.setErr(log);
    }

    private TwinStack start(Home home) throws IOException {
        try {
            return TwinStack.start(new StackOptions(
                    root().resolve("infra-cdk/app/template.json"),
                    home.folder(),
                    Ports.from(portSettings()),
                    fresh,
                    functionSettings()));
        } catch (IllegalStateException e) {
            // One line that says what does not fit: a port in use, a setting, a home in use.
            throw new CommandFailed("The twin cannot start: " + e.getMessage(), e);
        }
    }

    private static void stop(TwinStack stack, Home home) {
        home.forgetRunning();
        stack.close();
    }

    private Map<String, String> portSettings() {
        var settings = new HashMap<>(System.getenv());
        if (target.port != null) {
            settings.put("TWIN_PORT", target.port.toString());
        }
        return settings;
    }

    private Map<String, String> functionSettings() {
        var settings = new HashMap<String, String>();
        for (var name : PASSED_ON) {
            var value = System.getenv(name);
            if (value != null && !value.isBlank()) {
                settings.put(name, value);
            }
        }
        settings.putIfAbsent("CRAWL_CONTACT_URL", NO_CONTACT);
        boolean loopback = allowLoopback || "true".equals(System.getenv("TWIN_ALLOW_LOOPBACK"));
        settings.put("CRAWL_ALLOW_LOOPBACK", Boolean.toString(loopback));
        return settings;
    }

    private static Path root() {
        return Path.of(Optional.ofNullable(System.getenv("TWIN_ROOT")).orElse("."));
    }

    /// What other programs need to reach the stack's services; nothing that only functions need.
    private static Map<String, String> reachable(TwinStack stack) {
        var environment = new HashMap<>(stack.cloud().environment());
        for (var name : List.of("CONTENT_BUCKET", "LIBRARY_TABLE")) {
            environment.put(name, stack.environment().getOrDefault(name, ""));
        }
        return environment;
    }

    /// The key in the home opens the twin `me`, also after the state was forgotten.
    private static void saveKey(Home home, TwinStack stack) {
        var key = home.key().orElseGet(() -> ApiKeys.generate(new SecureRandom()));
        home.saveKey(key);
        var environment = reachable(stack);
        var keys = new DynamoDbApiKeys(
                AwsClients.from(environment).dynamoDb(), environment.getOrDefault("LIBRARY_TABLE", ""));
        if (keys.key(Sha256.of(key)).isEmpty()) {
            keys.save(new ApiKey(Sha256.of(key), ME, "this machine", Instant.now()));
        }
    }

    private void rehearse(Home home, Home.Running running) {
        var client = new Client(URI.create(running.url()), home.key().orElseThrow());
        var answer = client.post("/v1/ask", Map.of("question", Sample.QUESTION));
        if (answer.path("citations").isEmpty()) {
            throw new CommandFailed("The sample does not answer its own question: " + answer);
        }
        say("");
        say(answer.path("answer").asString());
    }

    private static Path sampleMarker(Home home) {
        return home.folder().resolve("sample");
    }

    /// This project's own documents, once per home, so that there is something to ask about.
    private void readSample(Home home, Home.Running running) throws IOException {
        if (noSample || Files.exists(sampleMarker(home))) {
            return;
        }
        say("  Sample   reading this project's own documents (to remove them: scripts/twin rm sample) …");
        var client = new Client(URI.create(running.url()), home.key().orElseThrow());
        var uploads = new Uploads(client);
        for (var file : Sample.files(root())) {
            uploads.add(file, "sample/" + root().relativize(file).toString().replace('\\', '/'), Map.of());
        }
        var read = uploads.follow(new Progress(out(), true));
        Files.writeString(sampleMarker(home), "read " + Instant.now() + "\n");
        say("           " + read.size() + " documents can be asked about.");
    }

    private void describe(Home home, Home.Running running) {
        var environment = running.environment();
        say("");
        say("  Console  " + running.url() + "/#key=" + home.key().orElse(""));
        say("  Add      scripts/twin add ~/writing/");
        say("  Drop     aws s3 cp essay.pdf s3://" + environment.get("CONTENT_BUCKET") + "/uploads/" + ME
                + "/ --endpoint-url " + environment.get("AWS_ENDPOINT_URL_S3"));
        say("           with AWS_ACCESS_KEY_ID=" + environment.get("AWS_ACCESS_KEY_ID") + " AWS_SECRET_ACCESS_KEY="
                + environment.get("AWS_SECRET_ACCESS_KEY") + " AWS_REGION=" + environment.get("AWS_REGION"));
        say("  Stop     scripts/twin down");
        say("  State    " + home.folder() + "   log: " + home.log());
    }

    /// Starts this very command again without `--detach` and waits until it is up.
    private int startInBackground(Home home) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                "nohup", Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Twin.class.getName()));
        for (var argument : spec.root().commandLine().getParseResult().originalArgs()) {
            if (!argument.equals("--detach") && !argument.equals("-d")) {
                command.add(argument);
            }
        }
        Files.createDirectories(home.folder());
        var output = home.folder().resolve("up.out").toFile();
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(output)
                .start();
        long until = System.nanoTime() + LONGEST_START.toNanos();
        while (!Files.readString(output.toPath()).contains("  Ask ")) {
            if (!process.isAlive() || System.nanoTime() > until) {
                throw new CommandFailed(Files.readString(output.toPath()).strip());
            }
            Thread.sleep(100);
        }
        say(Files.readString(output.toPath()).stripTrailing());
        return 0;
    }
}
