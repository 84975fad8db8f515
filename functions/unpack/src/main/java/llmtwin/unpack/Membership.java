package llmtwin.unpack;

import java.time.InstantSource;
import java.util.List;
import llmtwin.core.CrawlRequest;
import llmtwin.core.CrawlRequest.Target;
import llmtwin.core.Document;
import llmtwin.core.Documents;
import llmtwin.core.EraseRequest;
import llmtwin.core.MessageQueue;
import llmtwin.core.Seen;
import llmtwin.core.Vanished;

/// Which documents belong to an archive, and what becomes of those that its newest version no longer holds.
final class Membership {
    private final Documents documents;
    private final MessageQueue<CrawlRequest> sweeps;
    private final MessageQueue<EraseRequest> erasures;
    private final InstantSource clock;

    Membership(
            Documents documents,
            MessageQueue<CrawlRequest> sweeps,
            MessageQueue<EraseRequest> erasures,
            InstantSource clock) {
        this.documents = documents;
        this.sweeps = sweeps;
        this.erasures = erasures;
        this.clock = clock;
    }

    /// Marks what has left the archive and has the source looked over if anything is missing. When an archive is one
    /// of the documents of a site, the end of the site's next crawl does that.
    void compare(Packed packed, Seen seen) {
        boolean any =
                Vanished.mark(documents, members(packed), seen, packed.version().observed());
        if (any && packed.isSource()) {
            sweeps.send(List.of(new CrawlRequest(
                    packed.ref().twin(), packed.source(), packed.address(), Target.SWEEP, clock.instant(), null, 0)));
        }
    }

    /// Has everything erased that this version of an archive, or an earlier one, brought in: the archive is gone.
    void dissolve(Packed packed) {
        var asked = packed.version().observed().plusMillis(1);
        erasures.send(members(packed).stream()
                .filter(member ->
                        member.version() != null && member.version().observed().isBefore(asked))
                .map(member ->
                        new EraseRequest(member.ref().twin(), null, member.ref().id(), asked))
                .toList());
    }

    private List<Document> members(Packed packed) {
        var known = documents.ofSource(packed.ref().twin(), packed.source());
        return known.stream()
                .filter(document -> !document.ref().equals(packed.ref()))
                .filter(document -> packed.isUpload() || isOf(packed, document, known))
                .toList();
    }

    /// An archive may stand below another one, such as a folder of a repository: the nearest has the member.
    private static boolean isOf(Packed packed, Document member, List<Document> known) {
        return packed.holds(member.origin().address())
                && known.stream()
                        .filter(Document::holdsOthers)
                        .filter(other -> other.origin().address().length()
                                > packed.origin().address().length())
                        .noneMatch(other -> other.holds(member));
    }
}
