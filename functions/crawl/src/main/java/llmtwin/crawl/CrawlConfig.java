package llmtwin.crawl;

import java.net.URI;
import java.time.Duration;
import llmtwin.core.Reach;
import llmtwin.core.Settings;
import llmtwin.core.WebAddress;

/// How the crawler behaves.
///
/// @param contact where the owner of a site can reach whoever runs this crawler
/// @param delay the least time between two requests to one host
/// @param allowLoopback whether this machine itself may be visited
/// @param maxFetchBytes the largest body that is fetched
/// @param maxSourceDocuments how many documents one source may bring, whatever it asks for
/// @param vanishedGrace how long a document may be missing at its source before it is erased
record CrawlConfig(
        URI contact,
        Duration delay,
        boolean allowLoopback,
        int maxFetchBytes,
        int maxSourceDocuments,
        Duration vanishedGrace) {
    private static final String CONTACT = "CRAWL_CONTACT_URL";
    /// Good enough to try things on one machine; on AWS somebody has to put in their own.
    private static final String NO_CONTACT = "https://example.org/contact-not-set";

    private static final int MEGABYTE = 1_000_000;
    private static final long MAX_CLONE_BYTES = 40L * MEGABYTE;

    /// How much of a git repository is cloned at most; it is held in memory.
    long maxCloneBytes() {
        return MAX_CLONE_BYTES;
    }

    /// @throws IllegalStateException if a variable is wrong, or no contact is named on AWS
    static CrawlConfig from(Settings settings) {
        boolean onAws = settings.optional("AWS_LAMBDA_FUNCTION_NAME").isPresent();
        var contact =
                onAws ? settings.required(CONTACT) : settings.optional(CONTACT).orElse(NO_CONTACT);
        return new CrawlConfig(
                url(contact),
                settings.duration("CRAWL_DELAY", Duration.ofSeconds(1)),
                settings.flag("CRAWL_ALLOW_LOOPBACK"),
                (int) Math.min(Integer.MAX_VALUE - 8, settings.number("MAX_FETCH_BYTES", 20L * MEGABYTE)),
                (int) Math.min(Reach.MAX_LIMIT, settings.number("MAX_SOURCE_DOCUMENTS", Reach.MAX_LIMIT)),
                settings.duration("VANISHED_GRACE", Duration.ofDays(7)));
    }

    private static URI url(String contact) {
        try {
            return WebAddress.parse(contact);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(CONTACT + " is '" + contact + "', not an http or https URL", e);
        }
    }
}
