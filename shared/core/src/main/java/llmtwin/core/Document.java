package llmtwin.core;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the ledger knows about one document.
///
/// @param version the newest version seen; null before anything was read
/// @param problem what went wrong last, in words for its owner; null if nothing did
/// @param metadata null until its text was made
/// @param chunks how many of its passages can be found
/// @param duplicateOf the document with the same text, or nearly the same, that is found instead; only in state
/// DUPLICATE
/// @param otherAddresses of its duplicates, sorted; at most [#MOST_OTHERS]
/// @param missing null as long as it is at its source
/// @param updated when the ledger last learnt something about it
public record Document(
        DocumentRef ref,
        Origin origin,
        State state,
        @Nullable Version version,
        @Nullable String problem,
        @Nullable Metadata metadata,
        int chunks,
        @Nullable DocumentId duplicateOf,
        List<String> otherAddresses,
        Validators validators,
        @Nullable Missing missing,
        Instant updated) {
    /// How many other addresses are kept.
    public static final int MOST_OTHERS = 50;

    public Document {
        otherAddresses = List.copyOf(otherAddresses);
    }

    /// Its title, or its address while no title is known.
    public String title() {
        return metadata == null ? origin.address() : metadata.title();
    }

    /// Whether it is an archive, whose members are documents of their own.
    public boolean holdsOthers() {
        return state == State.UNPACKED
                // An upload that belongs to a source is the archive that the source is.
                || (origin.source() != null && origin.address().startsWith(Origin.UPLOAD));
    }

    /// Whether this archive holds the other document. Of archives that stand below each other, such as a repository
    /// and one folder of it, both say so.
    public boolean holds(Document other) {
        return other.origin().address().startsWith(Origin.ARCHIVE + origin.address() + "/");
    }

    /// Where the bytes of its newest version lie; null before anything was read.
    public @Nullable ContentKey contentKey() {
        if (version == null) {
            return null;
        }
        return origin.address().startsWith(Origin.UPLOAD)
                ? new ContentKey.Upload(ref.twin(), origin.address().substring(Origin.UPLOAD.length()))
                : new ContentKey.Raw(ref, version.content());
    }
}
