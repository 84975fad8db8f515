package llmtwin.crawl;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import llmtwin.core.Json;
import llmtwin.core.Reach;
import llmtwin.core.Settings;
import llmtwin.core.Validators;
import llmtwin.core.WebAddress;
import llmtwin.crawl.FetchOutcome.Closed;
import llmtwin.crawl.FetchOutcome.ComeLater;
import llmtwin.crawl.FetchOutcome.Disallowed;
import llmtwin.crawl.FetchOutcome.Fetched;
import llmtwin.crawl.FetchOutcome.Gone;
import llmtwin.crawl.FetchOutcome.NotModified;
import llmtwin.crawl.FetchOutcome.Refused;
import llmtwin.crawl.FetchOutcome.Walled;
import llmtwin.crawl.PoliteHttp.HostBusy;
import org.jspecify.annotations.Nullable;

/// Tells whether an address would be fetched and by whom, and if not, why. It goes there once to know.
public final class Check {
    private static final Duration TIME = Duration.ofMinutes(2);
    private static final String INDENT = "\n             ";

    private final CrawlConfig config;
    private final AddressGuard guard;
    private final UserAgent agent;
    private final Robots robots;
    private final Fetcher fetcher;
    private final SourceKinds kinds;
    private final InstantSource clock = InstantSource.system();

    private Check(CrawlConfig config) {
        this.config = config;
        this.guard = new AddressGuard(InetAddress::getAllByName, config.allowLoopback());
        this.agent = new UserAgent(config.contact());
        var http =
                new PoliteHttp(new GuardedHttp(guard), new InMemoryHostLeases(), config.delay(), clock, Pause::really);
        this.robots = new Robots(http, agent, new InMemoryRobots(), clock);
        this.fetcher = new Fetcher(http, robots, agent, config.maxFetchBytes(), clock);
        this.kinds =
                SourceKinds.all(fetcher, robots, new GitRemote(http, agent, config.maxCloneBytes(), clock), config);
    }

    /// One that behaves as the crawl function does with this environment.
    ///
    /// @throws IllegalStateException if a variable is wrong
    public static Check fromEnvironment(Map<String, String> environment) {
        return new Check(CrawlConfig.from(new Settings(environment)));
    }

    /// What stands in the way.
    public enum Obstacle {
        /// It is no http or https URL that may be asked for.
        URL,
        /// Its host has an address that is not public, or none.
        ADDRESS,
        /// A rule of its robots.txt.
        ROBOTS,
        /// The site: it refuses, asks to come later, or does not answer; or the content is too large or no text.
        ANSWER
    }

    /// One line of a robots.txt.
    ///
    /// @param line counted from 1
    public record Rule(URI robots, int line, String text) {}

    /// What came of it.
    ///
    /// @param url as asked
    /// @param handler the kind of source that takes it; null if it is no URL
    /// @param obstacle null if it would be fetched
    /// @param reason why not, in words; null if it would
    /// @param rule the line of robots.txt that forbids it; null if none does
    /// @param delay between two requests to its host
    /// @param found where it was in the end; null if it was not fetched
    /// @param contentType as the server declares it
    /// @param bytes its size; -1 if it was not fetched
    /// @param maxBytes the largest that is fetched
    public record Report(
            String url,
            boolean fetched,
            @Nullable String handler,
            String userAgent,
            @Nullable Obstacle obstacle,
            @Nullable String reason,
            @Nullable Rule rule,
            Duration delay,
            @Nullable URI found,
            @Nullable String contentType,
            long bytes,
            long maxBytes) {
        public String toJson() {
            return Json.write(this);
        }

        /// Two lines for people; three where a redirect was followed.
        @Override
        public String toString() {
            var by = handler == null
                    ? ""
                    : INDENT + "by `" + handler + "`, " + delay.toMillis() / 1000.0 + " s between requests";
            var moved = found == null || found.toString().equals(url) ? "" : INDENT + "moved to " + found;
            return fetched
                    ? "fetched      " + url + moved + by + ": " + what()
                    : "not fetched  " + url + by + INDENT + obstacle + ": " + reason;
        }

        private String what() {
            return bytes == 0 ? String.valueOf(contentType) : bytes + " bytes of " + contentType;
        }
    }

    /// Checks one address as a person or a page wrote it down.
    public Report check(String text) {
        var report = new Draft(text);
        URI url;
        try {
            url = WebAddress.parse(text);
        } catch (IllegalArgumentException e) {
            return report.refused(Obstacle.URL, String.valueOf(e.getMessage()));
        }
        var kind = kinds.of(url);
        report.handler = kind.name();
        try {
            if (!(kind instanceof ExportOnly)) {
                guard.resolve(url);
            }
            var isWeb = kind instanceof WebPages;
            return isWeb ? page(report, url) : other(report, url, kind);
        } catch (AddressGuard.NotPublic e) {
            return report.refused(Obstacle.ADDRESS, String.valueOf(e.getMessage()));
        } catch (UnknownHostException e) {
            return report.refused(Obstacle.ADDRESS, "the name " + url.getHost() + " cannot be resolved");
        } catch (HostBusy e) {
            return report.refused(Obstacle.ANSWER, busy(e));
        } catch (IOException e) {
            return report.refused(Obstacle.ANSWER, String.valueOf(e.getMessage()));
        }
    }

    private static String later(ComeLater later) {
        return later.reason() + "; come again in " + later.delay().toSeconds() + " s";
    }

    /// One check is alone with its hosts: they are busy only if they asked for it.
    private static String busy(HostBusy busy) {
        return busy.getMessage() + " and asked to be left alone; check again in "
                + Math.max(1, busy.rest().toSeconds()) + " s";
    }

    /// What stands at an address.
    public static final class Body {
        private final Fetched fetched;

        private Body(Fetched fetched) {
            this.fetched = fetched;
        }

        /// Where it was in the end.
        public URI url() {
            return fetched.url();
        }

        /// As the server declares it; empty if it does not.
        public String contentType() {
            return fetched.contentType();
        }

        /// A copy.
        public byte[] bytes() {
            return fetched.body();
        }
    }

    /// Fetches one address as the crawler would, under all of its rules.
    ///
    /// @throws IOException with the reason in words, if it would not be fetched or is a list of other documents
    public Body fetch(String text) throws IOException {
        try {
            var url = WebAddress.parse(text);
            var kind = kinds.of(url);
            return kind instanceof WebPages
                    ? body(fetcher.fetch(url, Validators.NONE, visit()))
                    : body(kind.read(SourceKind.Asked.first(url, Reach.USUAL), visit()));
        } catch (IllegalArgumentException e) {
            throw new IOException(String.valueOf(e.getMessage()), e);
        } catch (HostBusy e) {
            throw new IOException(busy(e), e);
        }
    }

    private Body body(FetchOutcome outcome) throws IOException {
        return switch (outcome) {
            case Fetched fetched -> {
                var list = list(fetched);
                if (list.isPresent()) {
                    throw new IOException(list.get() + "; name one of them");
                }
                yield new Body(fetched);
            }
            case Closed closed -> throw new IOException(closed.reason());
            case Refused(var reason) -> throw new IOException(reason);
            case Gone(var reason) -> throw new IOException(reason);
            case ComeLater(var reason, var _) -> throw new IOException(reason);
            case NotModified _ -> throw new IOException("304 Not Modified to a question that allows none");
        };
    }

    private static Body body(Found found) throws IOException {
        return switch (found) {
            case Found.Content content -> new Body(content.fetched());
            case Found.Listed listed ->
                throw new IOException("a list of " + listed.entries().size() + " documents; name one of them");
            case Closed closed -> throw new IOException(closed.reason());
            case Refused(var reason) -> throw new IOException(reason);
            case Gone(var reason) -> throw new IOException(reason);
            case ComeLater(var reason, var _) -> throw new IOException(reason);
            case NotModified _ -> throw new IOException("304 Not Modified to a question that allows none");
        };
    }

    private Report page(Draft report, URI url) throws IOException, HostBusy {
        var rules = robots.rules(url, visit());
        var asked = Robots.delay(rules);
        report.delay = asked.compareTo(config.delay()) > 0 ? asked : config.delay();
        return switch (fetcher.fetch(url, Validators.NONE, visit())) {
            case Fetched fetched -> report.fetched(fetched);
            case Gone(var reason) -> report.refused(Obstacle.ANSWER, reason);
            case Closed closed -> report.closed(closed);
            case Refused(var reason) -> report.refused(Obstacle.ANSWER, reason);
            case ComeLater later -> report.refused(Obstacle.ANSWER, later(later));
            case NotModified _ -> report.refused(Obstacle.ANSWER, "304 Not Modified to a question that allows none");
        };
    }

    private Report other(Draft report, URI url, SourceKind kind) throws IOException, HostBusy {
        return switch (kind.read(SourceKind.Asked.first(url, Reach.USUAL), visit())) {
            case Found.Content content -> report.fetched(content.fetched());
            case Found.Listed listed -> report.listed(url, listed.entries().size());
            case Closed closed -> report.closed(closed);
            case Gone(var reason) -> report.refused(Obstacle.ANSWER, reason);
            case Refused(var reason) -> report.refused(Obstacle.ANSWER, reason);
            case ComeLater later -> report.refused(Obstacle.ANSWER, later(later));
            case NotModified _ -> report.refused(Obstacle.ANSWER, "304 Not Modified to a question that allows none");
        };
    }

    /// What kind of list of other documents this is; empty if it is a document.
    private Optional<String> list(Fetched fetched) {
        try {
            var found = Listing.read(fetched.body(), fetched.contentType(), fetched.url(), config.maxFetchBytes());
            return switch (found) {
                case Discovery.Entries entries ->
                    Optional.of((entries.isFeed() ? "a feed" : "a sitemap") + " that names "
                            + counted(entries.entries(), "document"));
                case Discovery.Index(var sitemaps) ->
                    Optional.of("an index that names " + counted(sitemaps, "sitemap"));
                case Discovery.Page _ -> Optional.empty();
            };
        } catch (IOException _) {
            // A damaged archive is no list.
            return Optional.empty();
        }
    }

    private static String counted(List<?> things, String name) {
        return things.size() + " " + name + (things.size() == 1 ? "" : "s");
    }

    private Visit visit() {
        return new Visit(clock, clock.instant().plus(TIME), true);
    }

    /// A report that is being written.
    private final class Draft {
        private final String url;
        private @Nullable String handler;
        private @Nullable Rule rule;
        private Duration delay = config.delay();

        Draft(String url) {
            this.url = url;
        }

        Report refused(Obstacle obstacle, String reason) {
            return new Report(
                    url, false, handler, agent.toString(), obstacle, reason, rule, delay, null, null, -1, max());
        }

        Report closed(Closed closed) {
            return switch (closed) {
                case Disallowed(var robotsTxt, var line, var _) -> {
                    rule = new Rule(robotsTxt, line.line(), line.toString());
                    yield refused(Obstacle.ROBOTS, closed.reason());
                }
                case Walled _ -> refused(Obstacle.ANSWER, closed.reason());
            };
        }

        Report fetched(Fetched fetched) {
            var body = fetched.body();
            var type = MediaType.of(fetched.contentType(), body);
            var list = list(fetched);
            if (list.isPresent()) {
                return done(fetched.url(), type + ", " + list.get(), body.length);
            }
            if (body.length == 0) {
                return refused(Obstacle.ANSWER, "the page is empty");
            }
            return MediaType.isReadable(type)
                    ? done(fetched.url(), type, body.length)
                    : refused(
                            Obstacle.ANSWER, (type.isEmpty() ? "content of no declared type" : type) + " is not text");
        }

        Report listed(URI found, int entries) {
            return done(found, "a list of " + entries + " documents", 0);
        }

        private Report done(URI found, String type, long bytes) {
            return new Report(
                    url,
                    true,
                    Objects.requireNonNull(handler),
                    agent.toString(),
                    null,
                    null,
                    null,
                    delay,
                    found,
                    type,
                    bytes,
                    max());
        }

        private long max() {
            return config.maxFetchBytes();
        }
    }
}
