package llmtwin.crawl;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import llmtwin.core.Json;
import llmtwin.core.WebAddress;
import tools.jackson.databind.JsonNode;

/// Runs the crawler's decisions over files of cases, for scoring them.
public final class CrawlBench {
    private CrawlBench() {}

    /// Decides cases of robots.txt.
    ///
    /// @param data a file of JSON lines with `id`, `robots` (text) or `robots_b64`, `agent` and `url`, or a
    ///     folder with `robots-cases.jsonl`
    /// @param out written: a JSON object of `id` and whether the URL may be fetched. Of an agent only what stands
    ///     before a slash counts, which is its product token.
    /// @return how many there were
    public static int robots(Path data, Path out) throws IOException {
        var answers = new TreeMap<String, Boolean>();
        for (var line : Files.readAllLines(file(data, "robots-cases.jsonl"))) {
            if (!line.isBlank()) {
                var example = Json.tree(line);
                answers.put(example.path("id").asString(), isAllowed(example));
            }
        }
        Files.writeString(out, Json.write(answers));
        return answers.size();
    }

    private static boolean isAllowed(JsonNode example) {
        var robots = example.has("robots_b64")
                ? Base64.getDecoder().decode(example.path("robots_b64").asString())
                : example.path("robots").asString().getBytes(StandardCharsets.UTF_8);
        var productToken = example.path("agent").asString().replaceFirst("/.*", "");
        return RobotsRules.parse(robots, productToken)
                .refusal(WebAddress.parse(example.path("url").asString()))
                .isEmpty();
    }

    /// Decides which URLs may be connected to.
    ///
    /// @param data a file of lines `resolves<TAB>url`, or a folder with `urls.tsv`. `resolves` is what a resolver
    ///     answers for the host of the URL: addresses separated by commas; `-` or `NXDOMAIN` if it answers nothing.
    ///     A host that is itself an address is not resolved. Lines that are blank or begin with `#` are passed
    ///     over, but counted.
    /// @param out written: lines `number<TAB>blocked` or `number<TAB>allowed`; the first line of the file is
    ///     number 1. A name that does not resolve is blocked, for nothing would be fetched.
    /// @return how many there were
    public static int urls(Path data, Path out) throws IOException {
        var answers = new ArrayList<String>();
        var lines = Files.readAllLines(file(data, "urls.tsv"));
        for (int number = 1; number <= lines.size(); number++) {
            var line = lines.get(number - 1);
            if (!line.isBlank() && !line.startsWith("#")) {
                var parts = line.split("\t", 2);
                boolean allowed = isAllowed(parts.length == 2 ? parts[0] : "-", parts[parts.length - 1]);
                answers.add(number + "\t" + (allowed ? "allowed" : "blocked"));
            }
        }
        Files.write(out, answers);
        return answers.size();
    }

    private static boolean isAllowed(String resolves, String url) {
        try {
            new AddressGuard(host -> resolved(host, resolves), false).resolve(WebAddress.parse(url));
            return true;
        } catch (UnknownHostException | IllegalArgumentException _) {
            return false;
        }
    }

    private static InetAddress[] resolved(String host, String resolves) throws UnknownHostException {
        var literal = literals(List.of(host));
        if (literal.length == 1) {
            return literal;
        }
        var names = List.of(resolves.strip().split("\\s*,\\s*"));
        var addresses = literals(names);
        if (addresses.length < names.size()) {
            throw new UnknownHostException(host);
        }
        return addresses;
    }

    private static InetAddress[] literals(List<String> texts) {
        var addresses = new ArrayList<InetAddress>();
        for (var text : texts) {
            try {
                addresses.add(InetAddress.ofLiteral(text));
            } catch (IllegalArgumentException _) {
                // A name.
            }
        }
        return addresses.toArray(InetAddress[]::new);
    }

    private static Path file(Path data, String name) {
        return Files.isDirectory(data) ? data.resolve(name) : data;
    }
}
