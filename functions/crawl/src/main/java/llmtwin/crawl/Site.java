package llmtwin.crawl;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.apache.hc.client5.http.psl.PublicSuffixMatcher;
import org.apache.hc.client5.http.psl.PublicSuffixMatcherLoader;

/// Which addresses belong together: those under one registrable domain, as the public suffix list tells it.
///
/// @see <a href="https://publicsuffix.org/list/">Public suffix list</a>
final class Site {
    private static final PublicSuffixMatcher SUFFIXES = PublicSuffixMatcherLoader.getDefault();

    /// Domains whose subdomains belong to different people although the public suffix list has them as one.
    private static final Set<String> SHARED = Set.of(
            "bearblog.dev", "ghost.io", "hashnode.dev", "livejournal.com", "medium.com", "substack.com", "tumblr.com");

    private Site() {}

    /// Whether both are pages of one site.
    static boolean same(URI one, URI other) {
        return of(one).equals(of(other));
    }

    /// The registrable domain of a URL, such as `example.co.uk`; host and port where there is none, as for IP
    /// addresses.
    static String of(URI url) {
        var host = url.getHost().toLowerCase(Locale.ROOT);
        var domain = isAddress(host) ? null : SUFFIXES.getDomainRoot(host);
        if (domain == null) {
            return host + ":" + url.getPort();
        }
        return SHARED.contains(domain) ? tenant(host, domain) : domain;
    }

    /// Whether the host is this domain or one under it.
    static boolean isAt(URI url, String domain) {
        var host = url.getHost().toLowerCase(Locale.ROOT);
        return host.equals(domain) || host.endsWith("." + domain);
    }

    private static String tenant(String host, String domain) {
        if (host.equals(domain) || host.equals("www." + domain)) {
            return domain;
        }
        var labels = host.substring(0, host.length() - domain.length() - 1);
        return labels.substring(labels.lastIndexOf('.') + 1) + "." + domain;
    }

    private static boolean isAddress(String host) {
        return host.startsWith("[") || host.matches("[0-9.]+");
    }
}
