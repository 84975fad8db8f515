package llmtwin.crawl;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import llmtwin.core.WebAddress;
import llmtwin.crawl.Http.Request;
import llmtwin.crawl.Http.Response;
import llmtwin.crawl.Http.Unreachable;
import llmtwin.crawl.PoliteHttp.HostBusy;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.transport.PacketLineIn;

/// Speaks git's smart HTTP protocol, version 0, over guarded and polite requests: one says what a repository has, a
/// second brings one commit without its history.
///
/// @see <a href="https://git-scm.com/docs/http-protocol">git, HTTP transfer protocols</a>
final class GitRemote {
    /// What larger files are left out by servers that can.
    private static final int MAX_BLOB = 1_000_000;
    private static final long MAX_REFS_BYTES = 20_000_000;
    private static final int MAX_REDIRECTS = 5;
    private static final Duration WAIT_IF_UNSAID = Duration.ofSeconds(30);
    private static final String SERVICE = "/info/refs?service=git-upload-pack";

    private final PoliteHttp http;
    private final UserAgent agent;
    private final long maxBytes;
    private final InstantSource clock;

    /// @param maxBytes how much is cloned at most
    GitRemote(PoliteHttp http, UserAgent agent, long maxBytes, InstantSource clock) {
        this.http = http;
        this.agent = agent;
        this.maxBytes = maxBytes;
        this.clock = clock;
    }

    /// What a repository has.
    ///
    /// @param remote where it is, after redirects
    /// @param refs commits by full name of branch or tag; `HEAD` among them unless the repository is empty
    /// @param capabilities of the server
    record Advertised(URI remote, Map<String, String> refs, Set<String> capabilities) {
        public Advertised {
            refs = Map.copyOf(refs);
            capabilities = Set.copyOf(capabilities);
        }

        /// The name of the branch that `HEAD` stands for; `HEAD` if the server does not say.
        String defaultBranch() {
            return capabilities.stream()
                    .filter(capability -> capability.startsWith("symref=HEAD:" + Constants.R_HEADS))
                    .map(capability -> capability.substring(("symref=HEAD:" + Constants.R_HEADS).length()))
                    .findFirst()
                    .orElse(Constants.HEAD);
        }
    }

    /// There is nothing to have; the message is for the owner of the source.
    static final class NoRepository extends Exception {
        private static final long serialVersionUID = 1L;

        NoRepository(String message) {
            super(message);
        }
    }

    /// The site asks to come again later.
    static final class Later extends Exception {
        private static final long serialVersionUID = 1L;
        private final Duration delay;

        Later(String message, Duration delay) {
            super(message);
            this.delay = delay;
        }

        Duration delay() {
            return delay;
        }
    }

    /// Asks what there is. The first request of a visit.
    Advertised advertised(URI repository, Visit visit) throws IOException, HostBusy, NoRepository, Later {
        var url = URI.create(repository + SERVICE);
        for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
            var response = send(visit.request(url, headers("*/*"), MAX_REFS_BYTES), visit);
            var location = response.header("location");
            if (response.status() / 100 != 3 || location.isEmpty()) {
                check(url, response);
                return parsed(URI.create(url.toString().replace(SERVICE, "")), response.body());
            }
            url = redirected(url, location.get());
        }
        throw new NoRepository("more than " + MAX_REDIRECTS + " redirects");
    }

    private static URI redirected(URI url, String location) throws NoRepository {
        try {
            var target = WebAddress.resolve(url, location);
            if (target.toString().endsWith(SERVICE)) {
                return target;
            }
        } catch (IllegalArgumentException _) {
            // Said below, in words.
        }
        throw new NoRepository("redirects to what is no git repository");
    }

    private static Advertised parsed(URI remote, byte[] body) throws NoRepository {
        var refs = new LinkedHashMap<String, String>();
        var capabilities = Set.<String>of();
        try {
            var lines = new PacketLineIn(new ByteArrayInputStream(body));
            if (!lines.readString().equals("# service=git-upload-pack")) {
                throw new NoRepository("there is no git repository that can be cloned over HTTP");
            }
            lines.readString();
            for (var line = lines.readString(); !PacketLineIn.isEnd(line); line = lines.readString()) {
                var parts = line.split("\0", 2);
                if (parts.length == 2) {
                    capabilities = Set.of(parts[1].strip().split(" +"));
                }
                var idAndName = parts[0].split(" ", 2);
                if (idAndName.length == 2 && idAndName[0].matches("[0-9a-f]{40}")) {
                    refs.put(idAndName[1], idAndName[0]);
                }
            }
        } catch (IOException | IllegalArgumentException _) {
            throw new NoRepository("there is no git repository that can be cloned over HTTP");
        }
        return new Advertised(remote, refs, capabilities);
    }

    /// Fetches a commit with its files and without its parents.
    ///
    /// @return a git pack
    /// @throws NoRepository also if it is larger than allowed
    byte[] pack(Advertised remote, String commit, Visit visit) throws IOException, HostBusy, NoRepository, Later {
        var headers = headers("application/x-git-upload-pack-result");
        headers.put("Content-Type", "application/x-git-upload-pack-request");
        var url = URI.create(remote.remote() + "/git-upload-pack");
        var response = send(visit.post(url, headers, maxBytes, wanted(remote, commit)), visit);
        check(url, response);
        if (!response.complete()) {
            throw new NoRepository("its newest commit alone is larger than the " + maxBytes / 1_000_000
                    + " MB that are cloned; upload an archive of the part that matters");
        }
        return unwrapped(new ByteArrayInputStream(response.body()), remote);
    }

    private static String wanted(Advertised remote, String commit) {
        var asked = new ArrayList<String>();
        for (var capability : List.of("side-band-64k", "ofs-delta", "no-progress", "shallow", "filter")) {
            if (remote.capabilities().contains(capability)) {
                asked.add(capability);
            }
        }
        var request = new StringBuilder(packet("want " + commit + " " + String.join(" ", asked) + "\n"));
        if (asked.contains("shallow")) {
            request.append(packet("deepen 1\n"));
        }
        if (asked.contains("filter")) {
            request.append(packet("filter blob:limit=" + MAX_BLOB + "\n"));
        }
        return request.append("0000").append(packet("done\n")).toString();
    }

    private static String packet(String line) {
        return String.format(Locale.ROOT, "%04x%s", line.length() + 4, line);
    }

    private static byte[] unwrapped(InputStream answer, Advertised remote) throws IOException, NoRepository {
        var lines = new PacketLineIn(answer);
        var line = lines.readString();
        while (PacketLineIn.isEnd(line) || line.startsWith("shallow ") || line.startsWith("unshallow ")) {
            line = lines.readString();
        }
        if (!line.startsWith("NAK") && !line.startsWith("ACK")) {
            throw new NoRepository("the server of the repository refuses: " + line);
        }
        return remote.capabilities().contains("side-band-64k") ? SideBand.data(answer) : answer.readAllBytes();
    }

    private Map<String, String> headers(String accept) {
        return new HashMap<>(agent.headers(accept));
    }

    private Response send(Request request, Visit visit) throws IOException, HostBusy {
        var response = http.send(request, this::rest, visit.patience());
        visit.underWay();
        return response;
    }

    private Duration rest(Response response) {
        return response.status() == 429 || response.status() == 503 ? wait(response) : Duration.ZERO;
    }

    private Duration wait(Response response) {
        return response.header("retry-after")
                .flatMap(value -> RetryAfter.parse(value, clock.instant()))
                .orElse(WAIT_IF_UNSAID);
    }

    private void check(URI url, Response response) throws NoRepository, Later, Unreachable {
        var named = HttpStatus.named(response.status());
        switch (response.status()) {
            case 200 -> {}
            // Hosts answer the same for private repositories and for those that do not exist.
            case 401, 403, 404, 410 -> throw new NoRepository("the repository is private or not there: " + named);
            case 429, 503 -> throw new Later(named, wait(response));
            default -> {
                if (response.status() >= 500) {
                    throw new Unreachable(url.getHost() + " answers " + named);
                }
                throw new NoRepository("the site answers " + named);
            }
        }
    }
}
