package llmtwin.local.mongo;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/// The records of one collection that are asked for, as far as they are read here. What has changed is told by ids
/// alone; the record itself is read when its turn comes, in the state it has then.
interface Records {
    /// The first ones; fewer if they are large.
    List<BsonDocument> sample(int most);

    /// Of every record, ascending as the database orders them.
    List<BsonValue> ids();

    /// Of every record whose id is not below this one, or that has changed since; ascending.
    ///
    /// @param changedField which field says when a record changed; null if none does
    /// @param changedSince the latest such moment known; null if none is
    List<BsonValue> idsFrom(BsonValue id, @Nullable String changedField, @Nullable BsonValue changedSince);

    /// Hands over the records with these ids, in no particular order; those that are gone, or not asked for any more,
    /// are left out.
    void read(Collection<BsonValue> ids, Consumer<BsonDocument> taken);

    /// Where the history of changes stands now; empty if the database keeps none.
    Optional<BsonDocument> position();

    /// The changes from there on.
    ///
    /// @throws HistoryLost if the history does not go back so far
    Changes changes(BsonDocument from) throws HistoryLost;

    /// What changed, as it happens.
    interface Changes extends AutoCloseable {
        /// The next changes; waits a moment if there are none.
        ///
        /// @throws HistoryLost if the history breaks off
        Batch next() throws HistoryLost;

        @Override
        void close();
    }

    /// Some changes.
    ///
    /// @param ids of the records, each once, in the order of their last change
    /// @param position where the history stands after them
    record Batch(List<BsonValue> ids, BsonDocument position) {
        public Batch {
            ids = List.copyOf(ids);
        }
    }

    /// What happened between is not known: everything has to be looked at again.
    final class HistoryLost extends Exception {
        private static final long serialVersionUID = 1L;

        HistoryLost(String reason) {
            super(reason);
        }
    }
}
