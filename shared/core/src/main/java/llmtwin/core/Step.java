package llmtwin.core;

/// What happened to one version of a document.
public sealed interface Step {
    /// The state it leads to.
    State state();

    /// Its bytes are stored.
    record Fetched(Validators validators) implements Step {
        @Override
        public State state() {
            return State.FETCHED;
        }
    }

    /// Its text is stored.
    record Cleaned(Metadata metadata) implements Step {
        @Override
        public State state() {
            return State.CLEANED;
        }
    }

    /// Its chunks can be found.
    record Indexed(int chunks) implements Step {
        @Override
        public State state() {
            return State.SEARCHABLE;
        }
    }

    /// There is nothing to search, for a reason its owner should know.
    record Skipped(String reason) implements Step {
        @Override
        public State state() {
            return State.SKIPPED;
        }
    }

    /// It is an archive; what it holds are documents of their own.
    record Unpacked() implements Step {
        @Override
        public State state() {
            return State.UNPACKED;
        }
    }

    /// Another document has the same text.
    record Duplicate(Metadata metadata, DocumentId of) implements Step {
        @Override
        public State state() {
            return State.DUPLICATE;
        }
    }

    /// It cannot work, or was given up.
    record Failed(String reason) implements Step {
        @Override
        public State state() {
            return State.FAILED;
        }
    }

    /// It was deleted.
    ///
    /// @param vanished whether it was missing at its source: then it comes back when the source has it again,
    ///     whereas what its owner deleted comes back only when the source is asked for again
    record Deleted(boolean vanished) implements Step {
        /// By its owner, or because it is no document.
        public Deleted() {
            this(false);
        }

        @Override
        public State state() {
            return State.DELETED;
        }
    }
}
