package llmtwin.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The ledger of documents. Every write is conditional, so that messages which come late, twice or out of order
/// leave it as one message in order would have.
public interface Documents {
    /// Also a deleted one, as long as its tombstone lasts.
    Optional<Document> document(DocumentRef ref);

    /// Without deleted ones, by id.
    ///
    /// @param state only documents in this state; null for all
    /// @param source only documents of this source; null for all
    /// @param limit 1 to 500
    /// @param cursor the `next` of the page before; null for the first page
    Page documents(TwinId twin, @Nullable State state, @Nullable SourceId source, int limit, @Nullable String cursor);

    /// Every document of a source that is not deleted, by id.
    default List<Document> ofSource(TwinId twin, SourceId source) {
        var found = new ArrayList<Document>();
        Page page;
        String cursor = null;
        do {
            page = documents(twin, null, source, 500, cursor);
            found.addAll(page.documents());
            cursor = page.next();
        } while (cursor != null);
        return found;
    }

    /// How many documents are in each state; states without any are left out, so is DELETED.
    Map<State, Integer> counts(TwinId twin);

    /// Makes an address known as QUEUED.
    ///
    /// @param asked when somebody asked for it: a document deleted after that stays deleted, unless it was deleted
    ///     because it was missing
    /// @return whether the document is new, or was deleted and may come back
    boolean announce(DocumentRef ref, Origin origin, Instant asked);

    /// Records what happened to a version. A problem noted before is cleared unless the step is one. The first
    /// source that led to a document keeps it until the document is deleted. A document that was fetched is not
    /// [Missing.Cause#GONE].
    ///
    /// @return false, and nothing changes, if a newer version is known or this version has come further already
    ///     ([State#allows])
    boolean advance(DocumentRef ref, Origin origin, Version version, Step step, Instant now);

    /// Records that a visit brought nothing. A document that has a version keeps its state, and the reason is noted.
    ///
    /// @param step [Step.Skipped] or [Step.Failed]
    /// @throws IllegalArgumentException for another step
    void fruitless(DocumentRef ref, Origin origin, Step step, Instant now);

    /// Notes that something went wrong and will be tried again; without effect on an unknown or deleted document.
    void note(DocumentRef ref, String problem, Instant now);

    /// Notes that the newest version is still the current one. The problem of a document that can be found or is
    /// a duplicate is cleared, and so is the mark of one that was [Missing.Cause#GONE]; a mark of another cause
    /// stays, with its problem.
    void unchanged(DocumentRef ref, Validators validators, Instant now);

    /// Marks a document as missing; one that is marked already keeps its mark. Without effect on an unknown or
    /// deleted document.
    ///
    /// @param reason in words for its owner; where a document shows why it was skipped or failed, that stays
    void missing(DocumentRef ref, Missing missing, String reason);

    /// Takes a mark of this cause away, with its reason.
    void found(DocumentRef ref, Missing.Cause cause);

    /// Claims a text for a document, unless another document has it or one that it is a duplicate of
    /// ([Fingerprint#isDuplicateOf]). A text claimed earlier stays claimed until it is released.
    ///
    /// @return the document that owns the text: this one or another; of several the one that is most alike
    DocumentId claim(DocumentRef ref, Fingerprint fingerprint);

    /// Gives up whatever this document has claimed except for the text given. The documents that were duplicates of
    /// it have to be cleaned again; a release that dies on the way names them again when it is repeated.
    ///
    /// @param kept null to give up all
    /// @param orphan told each such document, before it is forgotten what was given up
    void release(DocumentRef ref, @Nullable Fingerprint kept, Consumer<Document> orphan);

    /// Some documents and, if there are more, where to go on.
    record Page(List<Document> documents, @Nullable String next) {
        public Page {
            documents = List.copyOf(documents);
        }
    }
}
