package llmtwin.core;

import java.util.Locale;

/// How far a document has come.
public enum State {
    /// Its address is known, nothing was read yet.
    QUEUED(0),
    /// Its bytes are stored.
    FETCHED(1),
    /// Its text is stored.
    CLEANED(2),
    /// Its current version can be found.
    SEARCHABLE(4),
    /// There is nothing to search: too short, empty, not allowed, gone.
    SKIPPED(4),
    /// Another document has the same text and is found instead.
    DUPLICATE(4),
    /// It holds other documents, which are found instead.
    UNPACKED(4),
    /// It did not work; the problem says why. Any progress leaves this state.
    FAILED(3),
    /// Deleted. Only a version seen later brings the document back.
    DELETED(5);

    private final int rank;

    State(int rank) {
        this.rank = rank;
    }

    /// Whether a document in this state may take the other state within the same version.
    public boolean allows(State next) {
        return switch (this) {
            case FAILED -> true;
            case DELETED -> next == DELETED;
            default -> rank <= next.rank;
        };
    }

    /// Whether the document will move no further by itself.
    public boolean isFinal() {
        return rank >= FAILED.rank;
    }

    /// The name in messages, the ledger and the API.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException if no state has this label
    public static State ofLabel(String label) {
        for (var state : values()) {
            if (state.label().equals(label)) {
                return state;
            }
        }
        throw new IllegalArgumentException("state '" + label + "' is unknown");
    }
}
