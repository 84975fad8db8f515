package llmtwin.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import llmtwin.core.Reach;
import llmtwin.core.Validators;
import llmtwin.crawl.Discovery.Entry;
import llmtwin.crawl.FetchOutcome.Refused;
import llmtwin.crawl.Found.Extent;
import llmtwin.crawl.Found.Listed;
import llmtwin.crawl.PoliteHttp.HostBusy;
import llmtwin.crawl.SourceKind.Asked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceKindsTest {
    private final TestVisits visits = new TestVisits();

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "https://example.org/post, web",
        "https://example.org/, web",
        "https://writer.substack.com/, web",
        "https://medium.com/@writer/a-post-0123456789ab, web",
        "https://medium.com.example.org/@writer, web",
        "https://notlinkedin.com/in/writer, web",
        "https://example.org/x.com/writer, web",
        "https://github.com/writer/notes, git",
        "https://git.example.org/notes.git, git",
        "https://www.linkedin.com/in/writer/, linkedin",
        "https://linkedin.com/pulse/a-post, linkedin",
        "https://x.com/writer, x",
        "https://mobile.twitter.com/writer/status/1, x",
        "https://bsky.app/profile/writer.example, bluesky",
        "https://medium.com/@writer, medium",
        "https://medium.com/a-publication, medium",
        "https://writer.medium.com/, medium",
        "https://substack.com/@writer/posts, substack",
        "https://mastodon.social/@writer, mastodon",
    })
    void an_address_is_taken_by_one_kind(URI url, String kind) {
        assertEquals(kind, visits.kinds.of(url).name());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "https://medium.com/@writer, https://medium.com/feed/@writer",
        "https://medium.com/a-publication/, https://medium.com/feed/a-publication",
        "https://writer.medium.com/, https://writer.medium.com/feed",
        "https://substack.com/@writer, https://writer.substack.com/feed",
        "https://mastodon.social/@writer, https://mastodon.social/@writer.rss",
    })
    void a_profile_is_read_by_its_feed(URI profile, URI feed) {
        var kind = assertInstanceOf(ProfileFeed.class, visits.kinds.of(profile));

        assertEquals(Optional.of(feed), kind.feed().apply(profile));
    }

    @Test
    void a_closed_platform_is_refused_with_the_way_to_its_archive() throws Exception {
        var refused = assertInstanceOf(Refused.class, visits.read(URI.create("https://www.linkedin.com/in/writer")));

        assertEquals(
                "LinkedIn is not read page by page: ask for your own archive (in LinkedIn under Settings & Privacy, Data"
                        + " privacy, Get a copy of your data) and upload the file as it comes",
                refused.reason());
        assertTrue(assertInstanceOf(Refused.class, visits.read(URI.create("https://x.com/writer")))
                .reason()
                .contains("Download an archive of your data"));
    }

    @Test
    void links_of_a_feed_lose_what_only_tells_where_they_were_found() throws Exception {
        var entries = List.of(
                new Entry(URI.create("https://medium.com/@writer/a?source=rss-0123------2"), null, null),
                new Entry(URI.create("https://medium.com/@writer/b?id=1"), null, null));
        var profile = URI.create("https://medium.com/@writer");

        var found = ProfileFeed.medium(new Given(new Listed(entries, Extent.NEWEST, null, Validators.NONE)))
                .read(Asked.first(profile, Reach.USUAL), visits.visit(Duration.ofHours(1)));

        assertEquals(
                List.of("https://medium.com/@writer/a", "https://medium.com/@writer/b?id=1"),
                assertInstanceOf(Listed.class, found).entries().stream()
                        .map(entry -> entry.url().toString())
                        .toList());
    }

    /// A kind that finds the same everywhere.
    private record Given(Found found) implements SourceKind {
        @Override
        public String name() {
            return "given";
        }

        @Override
        public boolean takes(URI url) {
            return true;
        }

        @Override
        public Found read(Asked asked, Visit visit) throws IOException, HostBusy {
            return found;
        }
    }
}
