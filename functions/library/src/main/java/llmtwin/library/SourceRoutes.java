package llmtwin.library;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import llmtwin.aws.api.Fields;
import llmtwin.aws.api.Request;
import llmtwin.aws.api.Response;
import llmtwin.aws.api.Route;
import llmtwin.core.CrawlRequest;
import llmtwin.core.EraseRequest;
import llmtwin.core.MessageQueue;
import llmtwin.core.Problem;
import llmtwin.core.Reach;
import llmtwin.core.Source;
import llmtwin.core.SourceId;
import llmtwin.core.Sources;
import llmtwin.core.TwinId;
import llmtwin.core.Validators;
import llmtwin.core.WebAddress;

/// Adding, showing and deleting sources.
final class SourceRoutes {
    private static final Duration DAILY = Duration.ofDays(1);
    // What is due is looked up once an hour.
    private static final Duration SHORTEST = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofDays(365);

    private final Sources sources;
    private final MessageQueue<CrawlRequest> crawls;
    private final MessageQueue<EraseRequest> erasures;
    private final InstantSource clock;

    SourceRoutes(
            Sources sources,
            MessageQueue<CrawlRequest> crawls,
            MessageQueue<EraseRequest> erasures,
            InstantSource clock) {
        this.sources = sources;
        this.crawls = crawls;
        this.erasures = erasures;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                Route.keyed("POST", "/v1/sources", this::add),
                Route.keyed("GET", "/v1/sources", (twin, _) -> all(twin)),
                Route.keyed("GET", "/v1/sources/{source}", this::one),
                Route.keyed("DELETE", "/v1/sources/{source}", this::erase));
    }

    private Response add(TwinId twin, Request request) {
        var fields = request.fields();
        URI url = WebAddress.parse(fields.text("url"));
        var interval = fields.optionalText("interval").map(SourceRoutes::interval);
        var now = clock.instant();
        var known = sources.source(twin, SourceId.of(twin, url));
        var every = interval.or(() -> known.map(Source::interval)).orElse(DAILY);
        var reach = reach(fields, known.map(Source::reach).orElse(Reach.USUAL));
        var source = Source.asked(twin, url, every, reach, now);

        sources.save(source);
        crawls.send(List.of(new CrawlRequest(twin, source.id(), url, CrawlRequest.Target.SOURCE, now, null, 0)));
        return Response.json(202, Map.of("source", SourceView.of(source)));
    }

    private Response all(TwinId twin) {
        var views = sources.sources(twin).stream().map(SourceView::of).toList();
        return Response.json(200, Map.of("sources", views));
    }

    private Response one(TwinId twin, Request request) {
        return find(twin, request)
                .map(source -> Response.json(200, SourceView.of(source)))
                .orElseGet(() -> unknown(request));
    }

    private Response erase(TwinId twin, Request request) {
        var source = find(twin, request);
        if (source.isEmpty()) {
            return unknown(request);
        }
        var erasing = erasing(source.get());
        // First, so that no crawl finds anything new in it from now on.
        sources.save(erasing);
        erasures.send(List.of(new EraseRequest(twin, erasing.id(), null, clock.instant())));
        return Response.json(202, Map.of("source", SourceView.of(erasing)));
    }

    private Optional<Source> find(TwinId twin, Request request) {
        return sources.source(twin, new SourceId(request.part("source")));
    }

    private static Response unknown(Request request) {
        return Response.problem(Problem.notFound("There is no source " + request.part("source")));
    }

    private static Source erasing(Source source) {
        return new Source(
                source.twin(),
                source.id(),
                source.url(),
                source.added(),
                source.interval(),
                source.nextCrawl(),
                Source.Status.ERASING,
                source.problem(),
                source.found(),
                Validators.NONE,
                source.reach());
    }

    private static Reach reach(Fields fields, Reach otherwise) {
        return new Reach(
                fields.number("depth", 0, Reach.MAX_DEPTH, otherwise.depth()),
                fields.number("limit", 1, Reach.MAX_LIMIT, otherwise.limit()));
    }

    private static Duration interval(String text) {
        try {
            var interval = Duration.parse(text);
            if (interval.compareTo(SHORTEST) >= 0 && interval.compareTo(LONGEST) <= 0) {
                return interval;
            }
        } catch (DateTimeParseException _) {
            // Said below, in words.
        }
        throw new IllegalArgumentException(
                "interval '" + text + "' is not a duration from PT1H to P365D, such as P1D or PT12H");
    }
}
