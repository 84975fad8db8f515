package llmtwin.crawl;

import java.net.URI;
import java.util.List;
import llmtwin.crawl.FetchOutcome.Refused;

/// A platform that lets no program read what its members wrote, but gives them an archive of their own. Nothing is
/// fetched; the refusal says where the archive is.
///
/// @param domains with all hosts under them
/// @param advice where a member asks for the archive
record ExportOnly(String name, String title, List<String> domains, String advice) implements SourceKind {
    ExportOnly {
        domains = List.copyOf(domains);
    }

    static ExportOnly linkedIn() {
        return new ExportOnly(
                "linkedin",
                "LinkedIn",
                List.of("linkedin.com"),
                "in LinkedIn under Settings & Privacy, Data privacy, Get a copy of your data");
    }

    static ExportOnly x() {
        return new ExportOnly(
                "x",
                "X",
                List.of("x.com", "twitter.com"),
                "in X under Settings and privacy, Your account, Download an archive of your data");
    }

    static ExportOnly bluesky() {
        return new ExportOnly(
                "bluesky",
                "Bluesky",
                List.of("bsky.app", "bsky.social"),
                "in Bluesky under Settings, Account, Export my data");
    }

    @Override
    public boolean takes(URI url) {
        return domains.stream().anyMatch(domain -> Site.isAt(url, domain));
    }

    @Override
    public Found read(Asked asked, Visit visit) {
        return new Refused(title + " is not read page by page: ask for your own archive (" + advice
                + ") and upload the file as it comes");
    }
}
