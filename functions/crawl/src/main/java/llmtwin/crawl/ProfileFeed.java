package llmtwin.crawl;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import llmtwin.core.Unread;
import llmtwin.crawl.FetchOutcome.Refused;
import llmtwin.crawl.PoliteHttp.HostBusy;

/// A profile on a platform, of which everything is found in its feed. The feed is read as every other; its entries are
/// pages of the web.
///
/// @param feed where the feed of a profile is; empty if the address is no profile
record ProfileFeed(String name, Function<URI, Optional<URI>> feed, SourceKind web) implements SourceKind {
    private static final Pattern MEMBER = Pattern.compile("/(@[\\w.-]+)/?");
    private static final Pattern PUBLICATION = Pattern.compile("/([\\w-]+)/?");
    private static final Set<String> PAGES_OF_MEDIUM = Set.of(
            "about",
            "business",
            "creators",
            "explore-topics",
            "feed",
            "jobs-at-medium",
            "m",
            "me",
            "membership",
            "new-story",
            "p",
            "plans",
            "policy",
            "search",
            "tag",
            "topic",
            "topics");
    private static final List<String> MASTODON = List.of(
            "fosstodon.org",
            "hachyderm.io",
            "infosec.exchange",
            "mas.to",
            "mastodon.online",
            "mastodon.social",
            "mastodon.world",
            "mathstodon.xyz",
            "mstdn.social",
            "techhub.social",
            "troet.cafe",
            "chaos.social");

    static ProfileFeed medium(SourceKind web) {
        return new ProfileFeed("medium", ProfileFeed::ofMedium, web);
    }

    static ProfileFeed substack(SourceKind web) {
        return new ProfileFeed("substack", ProfileFeed::ofSubstack, web);
    }

    static ProfileFeed mastodon(SourceKind web) {
        return new ProfileFeed("mastodon", ProfileFeed::ofMastodon, web);
    }

    @Override
    public boolean takes(URI url) {
        return feed.apply(url).isPresent();
    }

    @Override
    public Found read(Asked asked, Visit visit) throws IOException, HostBusy {
        var address = feed.apply(asked.url()).orElseThrow();
        return switch (web.read(asked.at(address), visit)) {
            case Found.Listed listed -> withoutTracking(listed);
            case Found.Content _ -> new Refused("there is no feed at " + address + "; upload an export instead");
            case Refused(var reason) -> new Refused(address + ": " + reason);
            case FetchOutcome.Closed closed -> new Refused(address + ": " + closed.reason());
            case FetchOutcome.Gone(var reason) -> new Refused(address + ": " + reason);
            case FetchOutcome.NotModified unchanged -> unchanged;
            case FetchOutcome.ComeLater later -> later;
        };
    }

    @Override
    public Found.Listed readOn(Asked asked, Unread unread, Visit visit) throws IOException, HostBusy {
        return withoutTracking(web.readOn(asked, unread, visit));
    }

    /// Platforms add to each link of a feed that it was found there.
    private static Found.Listed withoutTracking(Found.Listed listed) {
        var entries = listed.entries().stream()
                .map(entry -> entry.at(untracked(entry.url())))
                .toList();
        return new Found.Listed(entries, listed.extent(), listed.problem(), listed.validators(), listed.unread());
    }

    /// An address without that.
    static URI untracked(URI url) {
        var query = url.getRawQuery();
        return query != null && query.matches("(?:source|utm_[a-z]+)=[^&]*(?:&(?:source|utm_[a-z]+)=[^&]*)*")
                ? URI.create(url.toString().replace("?" + query, ""))
                : url;
    }

    private static Optional<URI> ofMedium(URI url) {
        if (!Site.isAt(url, "medium.com")) {
            return Optional.empty();
        }
        boolean isMain = Site.of(url).equals("medium.com");
        var member = MEMBER.matcher(url.getPath());
        if (isMain && member.matches()) {
            return Optional.of(URI.create("https://medium.com/feed/" + member.group(1)));
        }
        var publication = PUBLICATION.matcher(url.getPath());
        if (isMain && publication.matches() && !PAGES_OF_MEDIUM.contains(publication.group(1))) {
            return Optional.of(URI.create("https://medium.com/feed/" + publication.group(1)));
        }
        return !isMain && new Scope(url).isRoot() ? Optional.of(url.resolve("/feed")) : Optional.empty();
    }

    private static Optional<URI> ofSubstack(URI url) {
        var member = MEMBER.matcher(url.getPath().replaceFirst("/(?:posts|notes)/?$", ""));
        return Site.of(url).equals("substack.com") && member.matches()
                ? Optional.of(URI.create("https://" + member.group(1).substring(1) + ".substack.com/feed"))
                : Optional.empty();
    }

    /// Of servers that are not known to be Mastodon, the page names the feed.
    private static Optional<URI> ofMastodon(URI url) {
        var member = MEMBER.matcher(url.getPath());
        return MASTODON.contains(url.getHost())
                        && member.matches()
                        && !member.group(1).endsWith(".rss")
                ? Optional.of(url.resolve("/" + member.group(1) + ".rss"))
                : Optional.empty();
    }
}
