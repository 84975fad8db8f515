package llmtwin.local.mongo;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import llmtwin.unpack.Member;
import org.bson.BSONException;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/// Brings the twin's uploads of one collection in step with its records: what the twin has in the same version is not
/// sent again, and what a record does not hold any more is removed.
final class Sync implements AutoCloseable {
    private static final int BATCH = 100;

    /// Hears how many of how many records were looked at.
    interface Progress {
        void at(int done, int all);
    }

    private final Records records;
    private final Mapping mapping;
    private final TwinUploads twin;
    private final String prefix;
    private final @Nullable String changedField;
    private final Outcome outcome;
    private final Crew crew = new Crew();
    /// Versions by upload, by the record's name; only the thread that reads changes it.
    private final Map<String, Map<String, String>> held = new HashMap<>();

    private @Nullable BsonValue lastChanged;

    /// @param prefix of the names of all its records
    Sync(
            Records records,
            Mapping mapping,
            TwinUploads twin,
            String prefix,
            @Nullable String changedField,
            Outcome outcome) {
        this.records = records;
        this.mapping = mapping;
        this.twin = twin;
        this.prefix = prefix;
        this.changedField = changedField;
        this.outcome = outcome;
        twin.versions(prefix)
                .forEach((name, version) -> held.computeIfAbsent(recordOf(name), _ -> new TreeMap<>())
                        .put(name, version));
    }

    /// Of `…/id.piece` and of `…/id/path/in/a/repository`.
    private String recordOf(String upload) {
        int slash = upload.indexOf('/', prefix.length());
        return slash < 0 ? upload.replaceFirst("\\.[^./]*$", "") : upload.substring(0, slash);
    }

    /// How many documents the twin has of this collection.
    int documents() {
        return held.values().stream().mapToInt(Map::size).sum();
    }

    /// The latest value of the changed field that was read.
    @Nullable
    BsonValue lastChanged() {
        return lastChanged;
    }

    /// Looks at these records, as they are now.
    void take(List<BsonValue> ids, Progress progress) {
        for (int from = 0; from < ids.size(); from += BATCH) {
            int to = Math.min(ids.size(), from + BATCH);
            take(ids.subList(from, to));
            progress.at(to, ids.size());
        }
    }

    private void take(List<BsonValue> ids) {
        var gone = new HashSet<String>();
        ids.forEach(id -> gone.add(RecordName.of(prefix, id)));
        outcome.countRead(ids.size());
        records.read(ids, record -> {
            var name = RecordName.of(prefix, record);
            gone.remove(name);
            noteChange(record);
            replace(name, uploads(record, name));
        });
        gone.forEach(this::forget);
        crew.await();
    }

    /// Removes what the twin has of records that are not among these.
    ///
    /// @return how many records were left because there were too many of them; 0 if all is in step
    int forgetAllBut(List<BsonValue> ids) {
        var there = new HashSet<String>();
        ids.forEach(id -> there.add(RecordName.of(prefix, id)));
        var gone = Set.copyOf(held.keySet()).stream()
                .filter(name -> !there.contains(name))
                .sorted()
                .toList();
        // More gone than there: rather a mistake than somebody's will.
        if (gone.size() * 2 > held.size()) {
            return gone.size();
        }
        gone.forEach(this::forget);
        crew.await();
        return 0;
    }

    private void noteChange(BsonDocument record) {
        if (changedField != null) {
            Values.at(record, changedField).forEach(value -> lastChanged = SortableId.later(lastChanged, value));
        }
    }

    private Map<String, Upload> uploads(BsonDocument record, String name) {
        var uploads = new TreeMap<String, Upload>();
        try {
            mapping.read(record, name, member -> {
                switch (member) {
                    case Member.Writing(var piece) -> put(uploads, Upload.of(piece));
                    case Member.File file -> put(uploads, Upload.of(file));
                    case Member.Blank(var _, var reason) -> outcome.countSkipped(name, reason);
                    case Member.Skipped(var _, var reason) -> outcome.countSkipped(name, reason);
                }
            });
        } catch (BSONException | IllegalArgumentException e) {
            outcome.countSkipped(name, "it cannot be read: " + e.getMessage());
        }
        return uploads;
    }

    private static void put(Map<String, Upload> uploads, Upload upload) {
        uploads.put(upload.name(), upload);
    }

    private void replace(String record, Map<String, Upload> uploads) {
        var known = held.getOrDefault(record, Map.of());
        known.keySet().stream().filter(name -> !uploads.containsKey(name)).forEach(this::remove);
        var now = new TreeMap<String, String>();
        uploads.forEach((name, upload) -> {
            var version = upload.version().hex();
            if (version.equals(known.get(name))) {
                outcome.countUnchanged();
            } else {
                send(upload);
            }
            now.put(name, version);
        });
        if (now.isEmpty()) {
            held.remove(record);
        } else {
            held.put(record, now);
        }
    }

    private void send(Upload upload) {
        crew.start(
                upload.content().length,
                () -> twin.write(upload.name(), upload.content(), upload.contentType())
                        .ifPresentOrElse(
                                reason -> outcome.countSkipped(upload.name(), reason), outcome::countUploaded));
    }

    private void forget(String record) {
        var known = held.remove(record);
        if (known != null) {
            known.keySet().forEach(this::remove);
        }
    }

    private void remove(String upload) {
        crew.start(0, () -> {
            twin.remove(upload);
            outcome.countRemoved();
        });
    }

    @Override
    public void close() {
        crew.close();
    }
}
