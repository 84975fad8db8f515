package llmtwin.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Decides which documents of a source have vanished: whatever is missing is marked in the ledger, and what has been
/// missing for the grace period is to be erased, unless so much is missing that the source itself must be in trouble.
public final class Vanished {
    private static final String UNLISTED = "its source no longer names it";

    private final Documents documents;
    private final Duration grace;

    /// @param grace how long a document may be missing before it is erased; may be zero
    /// @throws IllegalArgumentException if it is negative
    public Vanished(Documents documents, Duration grace) {
        if (grace.isNegative()) {
            throw new IllegalArgumentException("a grace period of " + grace + " is negative");
        }
        this.documents = documents;
        this.grace = grace;
    }

    /// Marks the documents that a list should name and does not, and clears the mark of those that it names again.
    ///
    /// @param known every document of the source ([Documents#ofSource])
    public void compare(List<Document> known, Seen seen, Instant now) {
        mark(documents, known, seen, now);
    }

    /// The same for those who have no say in what happens then.
    ///
    /// @return whether any of the documents is missing now
    public static boolean mark(Documents documents, List<Document> known, Seen seen, Instant now) {
        boolean any = false;
        for (var document : known) {
            boolean marked = isMissing(document, Missing.Cause.UNLISTED);
            boolean named = seen.names(document);
            boolean left = !named && seen.covers(document);
            if (named && marked) {
                documents.found(document.ref(), Missing.Cause.UNLISTED);
            } else if (left && (document.missing() == null || document.problem() == null)) {
                documents.missing(document.ref(), new Missing(now, Missing.Cause.UNLISTED), UNLISTED);
            }
            any |= left || (document.missing() != null && !(named && marked));
        }
        return any;
    }

    /// What is to be done about the documents that are missing now.
    ///
    /// @param known every document of the source, read after its documents were visited
    public Verdict verdict(List<Document> known, Instant now) {
        // What never could be read says nothing about the state of the source, nor does an archive beside its members.
        var read = known.stream()
                .filter(document -> document.version() != null && !document.holdsOthers())
                .toList();
        long there =
                read.stream().filter(document -> document.missing() == null).count();
        if (2 * there < read.size()) {
            return new Verdict(
                    List.of(),
                    "only " + there + " of its " + read.size()
                            + " documents are still there; nothing is deleted until at least half of them are");
        }
        return new Verdict(
                known.stream()
                        .filter(isOver(now))
                        .map(document -> erasure(document, now))
                        .toList(),
                null);
    }

    /// When the grace period of the next missing document is over.
    ///
    /// @return empty if all that are missing are to be erased now
    public Optional<Instant> nextEnd(List<Document> known, Instant now) {
        return known.stream()
                .map(Document::missing)
                .filter(Objects::nonNull)
                .map(missing -> missing.since().plus(grace))
                .filter(end -> end.isAfter(now))
                .min(Comparator.naturalOrder());
    }

    private Predicate<Document> isOver(Instant now) {
        return document -> document.missing() != null
                && !document.missing().since().plus(grace).isAfter(now);
    }

    private static EraseRequest erasure(Document document, Instant now) {
        var missing = document.missing();
        return new EraseRequest(
                document.ref().twin(), null, document.ref().id(), now, missing == null ? null : missing.since());
    }

    private static boolean isMissing(Document document, Missing.Cause cause) {
        return document.missing() != null && document.missing().cause() == cause;
    }

    /// Whom to erase, or why nobody.
    ///
    /// @param erasures empty if there is an alarm
    /// @param alarm in words for the source's owner; null if all is well
    public record Verdict(
            List<EraseRequest> erasures, @Nullable String alarm) {
        public Verdict {
            erasures = List.copyOf(erasures);
        }
    }
}
