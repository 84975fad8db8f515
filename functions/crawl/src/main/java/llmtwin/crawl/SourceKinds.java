package llmtwin.crawl;

import java.net.URI;
import java.util.List;

/// Who handles a URL: the first in the list that takes it. A new kind of source is one class and one line here.
final class SourceKinds {
    private final List<SourceKind> kinds;

    private SourceKinds(List<SourceKind> kinds) {
        this.kinds = List.copyOf(kinds);
    }

    /// All kinds there are.
    static SourceKinds all(Fetcher fetcher, Robots robots, GitRemote git, CrawlConfig config) {
        var web = new WebPages(fetcher, robots, config.maxFetchBytes());
        return new SourceKinds(List.of(
                new GitRepositories(git),
                ExportOnly.linkedIn(),
                ExportOnly.x(),
                ExportOnly.bluesky(),
                ProfileFeed.medium(web),
                ProfileFeed.substack(web),
                ProfileFeed.mastodon(web),
                // Last: it takes every address.
                web));
    }

    SourceKind of(URI url) {
        return kinds.stream()
                .filter(kind -> kind.takes(url))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no kind of source takes " + url));
    }
}
