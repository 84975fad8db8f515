package llmtwin.local.mongo;

import llmtwin.local.mongo.Records.HistoryLost;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/// Brings one collection into a twin and keeps it in step. Where the database has a history of changes, its position
/// is taken before everything is read, and later runs read what changed since. Where it has none, growing ids tell what
/// is new; other records are all looked at again, which costs reading them but sends only what is different.
public final class CollectionImport implements AutoCloseable {
    /// Hears what happens.
    public interface Listener {
        /// Something worth knowing.
        void say(String text);

        /// How many of how many records were looked at.
        void progress(int done, int all);

        /// This is how far it came, should the next run go on from here.
        void save(ImportState state);
    }

    private final Records records;
    private final Listener listener;
    private final Outcome outcome = new Outcome();
    private final Sync sync;
    private ImportState state;
    private boolean again;
    private Records.@Nullable Changes changes;

    /// @param state how far it was read before; nothing in it says that it never was
    /// @param again whether to look at everything in any case
    CollectionImport(
            Records records,
            Mapping mapping,
            TwinUploads twin,
            String prefix,
            ImportState state,
            boolean again,
            Listener listener) {
        this.records = records;
        this.listener = listener;
        this.state = state;
        this.again = again;
        this.sync = new Sync(records, mapping, twin, prefix, state.settings().changedField(), outcome);
    }

    public Outcome outcome() {
        return outcome;
    }

    /// Whether changes come by themselves, so that [#step] need not be called seldom.
    public boolean hasHistory() {
        return state.position() != null;
    }

    /// Brings what is new: the first time everything.
    public void run() {
        if (!again && state.documents() > 0 && sync.documents() == 0) {
            listener.say("The twin has nothing of this collection any more: everything is looked at again.");
            again = true;
        }
        if (!again && !hasHistory() && state.last() != null && state.settings().changedField() == null) {
            listener.say("Only new records are looked at, since this server keeps no history of changes. --all looks at"
                    + " every one; --changed-field tells which have changed.");
        }
        step();
    }

    /// Brings what is new since, once more.
    public void step() {
        var position = state.positionRead();
        var last = state.lastId();
        if (!again && position != null) {
            drain(position);
        } else if (!again && last != null) {
            newer(last);
        } else {
            everything();
        }
    }

    private void everything() {
        closeChanges();
        var position = records.position(); // Before the first record is read: nothing falls between.
        var ids = records.ids();
        sync.take(ids, listener::progress);
        var settings = state.settings();
        if (settings.where() == null) { // With a filter, what is not asked for may belong to another import.
            int left = sync.forgetAllBut(ids);
            if (left > 0) {
                listener.say(left + " records of which the twin has something are not there any more. That is more than"
                        + " half of them, so nothing was removed.");
            }
        }
        var read = new ImportState(state.address(), state.collection(), settings, null, null, 0);
        again = false;
        save(position.map(read::at)
                .orElseGet(
                        () -> read.upTo(SortableId.highest(ids).map(this::last).orElse(null))));
    }

    /// Until there are no more changes for the moment.
    private void drain(BsonDocument position) {
        try {
            drain(changes == null ? records.changes(position) : changes);
        } catch (HistoryLost e) {
            listener.say("Everything is looked at again: " + e.getMessage() + ".");
            everything();
        } catch (RuntimeException e) {
            closeChanges(); // The next try opens them again from the last position saved.
            throw e;
        }
    }

    private void drain(Records.Changes open) throws HistoryLost {
        changes = open;
        Records.Batch batch;
        do {
            batch = open.next();
            sync.take(batch.ids(), listener::progress);
            if (!batch.position().equals(state.positionRead())) {
                save(state.at(batch.position()));
            }
        } while (!batch.ids().isEmpty());
    }

    private void newer(BsonValue highest) {
        var ids = records.idsFrom(SortableId.before(highest), state.settings().changedField(), state.lastChanged());
        sync.take(ids, listener::progress);
        var last = highest;
        for (var id : ids) {
            last = SortableId.later(last, id);
        }
        save(state.upTo(last(last)));
    }

    private BsonDocument last(BsonValue id) {
        var last = new BsonDocument("_id", id);
        var changed = sync.lastChanged() == null ? state.lastChanged() : sync.lastChanged();
        return changed == null ? last : last.append("changed", changed);
    }

    private void save(ImportState reached) {
        state = reached.having(sync.documents());
        listener.save(state);
    }

    private void closeChanges() {
        if (changes != null) {
            changes.close();
            changes = null;
        }
    }

    @Override
    public void close() {
        closeChanges();
        sync.close();
    }
}
