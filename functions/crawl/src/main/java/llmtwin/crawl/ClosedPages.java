package llmtwin.crawl;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import llmtwin.core.Category;
import llmtwin.core.CrawlRequest;
import llmtwin.core.CrawlRequest.Target;
import llmtwin.core.FeedEntry;
import llmtwin.core.Piece;
import llmtwin.core.Validators;
import llmtwin.crawl.FetchOutcome.Closed;
import llmtwin.crawl.FetchOutcome.Fetched;
import llmtwin.crawl.Http.Unreachable;
import llmtwin.crawl.PoliteHttp.HostBusy;

/// Documents whose pages are closed to the crawler: what their author put into the feed that led to them is read
/// instead. It gives way to the page as soon as that can be read, and never replaces a page that was.
final class ClosedPages {
    private final FeedTexts feeds;
    private final Pages pages;

    ClosedPages(FeedTexts feeds, Pages pages) {
        this.feeds = feeds;
        this.pages = pages;
    }

    /// Keeps what the feed has of a document, or records that there is nothing to have.
    ///
    /// @param closed why the page cannot be had
    void keep(CrawlRequest request, Page page, Closed closed, Instant observed, Visit visit)
            throws IOException, HostBusy {
        if (!keepOfFeed(request, page, closed.obstacle(), observed, visit)) {
            pages.refused(page, closed.reason());
        }
    }

    /// @param obstacle why the page cannot be had
    /// @return false, and nothing changes, if the feed does not have it or the page was read before
    boolean keepOfFeed(CrawlRequest request, Page page, String obstacle, Instant observed, Visit visit)
            throws IOException, HostBusy {
        var entry = request.entry();
        var feed = entry == null ? null : entry.feed();
        if (entry == null || feed == null || request.target() != Target.DOCUMENT || page.isReadFromItself()) {
            return false;
        }
        Optional<FeedText> text;
        try {
            text = feeds.find(feed, request.url(), visit);
        } catch (Unreachable e) {
            throw new Unreachable(obstacle + "; its feed could not be read instead: " + e.getMessage(), e);
        }
        text.ifPresent(found -> {
            var piece = piece(request, entry, found);
            pages.keepPiece(page, piece, FeedEntry.SAID_BY, entry, observed);
            pages.note(page, obstacle + "; its text is from the feed " + feed);
        });
        return text.isPresent();
    }

    /// Only what makes its text goes into its bytes, so that a new date alone changes nothing.
    private static Fetched piece(CrawlRequest request, FeedEntry entry, FeedText text) {
        var url = request.url().toString();
        var piece = Piece.at(url, Category.ARTICLE)
                .title(entry.title())
                .url(url)
                .body(text.format(), text.body())
                .build();
        return new Fetched(
                request.url(),
                Piece.MEDIA_TYPE,
                piece.toJson().getBytes(StandardCharsets.UTF_8),
                // The page is asked for anew each time.
                Validators.NONE);
    }
}
