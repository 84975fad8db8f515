package llmtwin.crawl;

import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import llmtwin.core.AddressSet;
import llmtwin.core.CrawlRequest;
import llmtwin.core.LongList;
import llmtwin.core.MessageQueue;
import llmtwin.core.Source;
import llmtwin.core.Sources;
import llmtwin.core.Unread;
import llmtwin.core.Validators;
import llmtwin.crawl.Discovery.Entry;
import llmtwin.crawl.Found.Extent;
import llmtwin.crawl.Found.Listed;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lists that are too long for one visit: each visit has the documents asked for that it found, and sends a message
/// that reads on. What is missing is told only once the whole list was read.
final class LongLists {
    private static final Logger log = LoggerFactory.getLogger(LongLists.class);
    /// Of a site that makes up further sitemaps for ever.
    private static final int MAX_PARTS = 100;
    /// Of all addresses that are still to be read together; with the rest of the message well below what a queue takes.
    private static final int MAX_UNREAD = 60_000;

    private final Lists lists;
    private final Sources sources;
    private final MessageQueue<CrawlRequest> queue;

    LongLists(Lists lists, Sources sources, MessageQueue<CrawlRequest> queue) {
        this.lists = lists;
        this.sources = sources;
        this.queue = queue;
    }

    /// After a first visit that did not get to the end of the list.
    ///
    /// @param limit how many documents are taken
    /// @param nextCrawl when the source is due again
    void begin(CrawlRequest request, Source source, Listed first, int limit, Instant began, Instant nextCrawl) {
        // The ledger keeps milliseconds.
        var due = nextCrawl.truncatedTo(ChronoUnit.MILLIS);
        goOn(
                request,
                source,
                new LongList(Unread.NOTHING, began, due, 0, 0, AddressSet.EMPTY, true, null),
                first,
                limit);
    }

    /// Whether another crawl of the source has begun after the one that this list belongs to.
    static boolean isOvertaken(LongList list, Source source) {
        return !list.nextCrawl().equals(source.nextCrawl());
    }

    /// After one more visit.
    ///
    /// @param before how far the list was read before
    void goOn(CrawlRequest request, Source source, LongList before, Listed part, int limit) {
        var fresh = fresh(source, before, part);
        var taken = fresh.stream()
                .sorted(Entry.NEWEST_FIRST)
                .limit(limit - before.found())
                .toList();
        lists.ask(source, request.asked(), taken);
        boolean isCut = taken.size() < fresh.size();
        var now = after(before, part, taken, isCut, limit);
        if (now.unread().isEmpty()) {
            end(request, source, now);
        } else {
            sources.goesOn(source.twin(), source.id(), now.found(), now.nextCrawl());
            queue.send(List.of(CrawlRequest.rest(source, request.asked(), now)));
        }
    }

    /// The rest cannot be read.
    void giveUp(Source source, LongList list, String reason) {
        var problem = "only " + list.found() + " of its documents were found: " + reason;
        sources.crawled(source.twin(), source.id(), problem, list.found(), Validators.NONE, list.nextCrawl());
    }

    private static List<Entry> fresh(Source source, LongList before, Listed part) {
        var named = before.named();
        return part.entries().stream()
                .filter(entry -> !entry.url().equals(source.url()))
                .filter(entry -> named == null || !named.contains(entry.url().toString()))
                .toList();
    }

    private static LongList after(LongList before, Listed part, List<Entry> taken, boolean isCut, int limit) {
        int found = before.found() + taken.size();
        var problems = new ArrayList<String>();
        add(problems, before.problem());
        add(problems, part.problem());
        var unread = part.unread();
        boolean isEnough = isCut || (found >= limit && !unread.isEmpty());
        if (isEnough) {
            add(problems, "names more documents than the " + limit + " that are taken");
            unread = Unread.NOTHING;
        }
        if (before.part() + 1 >= MAX_PARTS && !unread.isEmpty()) {
            add(problems, "was not read on after " + MAX_PARTS + " visits");
            unread = Unread.NOTHING;
        }
        var kept = shortened(unread);
        int left = unread.sitemaps().size() - kept.sitemaps().size();
        if (left > 0) {
            add(problems, "names " + left + " sitemaps more than can be read");
        }
        return new LongList(
                kept,
                before.began(),
                before.nextCrawl(),
                before.part() + 1,
                found,
                named(before.named(), taken),
                before.isWhole() && part.extent() == Extent.EVERYTHING && problems.isEmpty(),
                problems.isEmpty() ? null : String.join("; ", problems));
    }

    private static void add(List<String> problems, @Nullable String problem) {
        if (problem != null) {
            problems.add(problem);
        }
    }

    private static @Nullable AddressSet named(@Nullable AddressSet before, List<Entry> taken) {
        return before == null || before.size() + taken.size() > AddressSet.MAX_SIZE
                ? null
                : before.with(
                        taken.stream().map(entry -> entry.url().toString()).toList());
    }

    private static Unread shortened(Unread unread) {
        var kept = new ArrayList<URI>();
        int length = 0;
        for (var sitemap : unread.sitemaps()) {
            length += sitemap.toString().length() + 3;
            if (length > MAX_UNREAD) {
                break;
            }
            kept.add(sitemap);
        }
        return new Unread(unread.feedPages(), kept, unread.within());
    }

    private void end(CrawlRequest request, Source source, LongList list) {
        log.info("source {}: {} documents in {} visits", source.id(), list.found(), list.part());
        // What links led to is in no list.
        boolean tellsAll = list.isWhole() && source.reach().depth() == 0;
        lists.end(source, request.asked(), list.began(), list.named(), tellsAll);
        sources.crawled(source.twin(), source.id(), list.problem(), list.found(), Validators.NONE, list.nextCrawl());
    }
}
