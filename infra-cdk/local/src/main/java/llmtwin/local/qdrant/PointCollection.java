package llmtwin.local.qdrant;

import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.CollectionStatus;
import io.qdrant.client.grpc.Collections.OptimizerStatus;
import io.qdrant.client.grpc.Collections.PayloadSchemaInfo;
import io.qdrant.client.grpc.Points.PointStruct;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.IOUtils;

/// One collection on disk: its configuration in a file, its points in a Lucene index beside it.
///
/// A write returns when it is on disk and the next read sees it. Writes come one after the other, reads beside them.
final class PointCollection implements Closeable {
    /// Written last and deleted first: a folder without it holds no collection.
    private static final String INFO = "collection.pb";

    private static final String INDEX = "points";
    private static final double SMALLEST_SEGMENT_MB = 0.25;

    private final Path folder;
    private final Directory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private volatile CollectionInfo info;
    private volatile Schema schema;
    private long writes;

    private PointCollection(Path folder, CollectionInfo info) throws IOException {
        this.folder = folder;
        this.info = info;
        this.schema = Schema.of(info);
        this.directory = FSDirectory.open(folder.resolve(INDEX));
        this.writer = new IndexWriter(directory, settings());
        this.searchers = new SearcherManager(writer, null);
    }

    /// Every write makes a small segment. With Lucene's floor of 16 MB all of them would look alike, and large ones be
    /// copied again and again to take in a few points.
    private static IndexWriterConfig settings() {
        var merging = new TieredMergePolicy();
        merging.setFloorSegmentMB(SMALLEST_SEGMENT_MB);
        return new IndexWriterConfig().setCodec(new LargeVectorCodec()).setMergePolicy(merging);
    }

    static PointCollection create(Path folder, CollectionInfo info) throws IOException {
        Schema.of(info); // refuse before anything is on disk
        remove(folder);
        Files.createDirectories(folder);
        var created = new PointCollection(folder, info);
        created.writer.commit();
        DurableFile.write(folder.resolve(INFO), info.toByteArray());
        return created;
    }

    static boolean isIn(Path folder) {
        return Files.exists(folder.resolve(INFO));
    }

    static PointCollection open(Path folder) throws IOException {
        return new PointCollection(folder, CollectionInfo.parseFrom(Files.readAllBytes(folder.resolve(INFO))));
    }

    /// Also what a creation or a deletion left behind that was cut short.
    static void remove(Path folder) throws IOException {
        if (Files.exists(folder)) {
            DurableFile.delete(folder.resolve(INFO));
            IOUtils.rm(folder);
        }
    }

    @FunctionalInterface
    interface Reading<T> {
        T from(Snapshot points) throws IOException;
    }

    <T> T read(Reading<T> reading) throws IOException {
        var searcher = searchers.acquire();
        try {
            return reading.from(new Snapshot(searcher, schema));
        } finally {
            searchers.release(searcher);
        }
    }

    /// Puts each point in the place of the one with its id. All are checked before the first is written.
    ///
    /// @return the number of this write
    synchronized long upsert(List<PointStruct> points) throws IOException {
        var accepted = points.stream().map(schema::accept).toList();
        put(accepted);
        return finish();
    }

    synchronized long delete(Query query) throws IOException {
        writer.deleteDocuments(query);
        return finish();
    }

    /// Puts a changed point in the place of each that matches.
    synchronized long edit(Reading<List<PointStruct>> affected, UnaryOperator<PointStruct> change) throws IOException {
        put(read(affected).stream().map(change).toList());
        return finish();
    }

    private void put(List<PointStruct> points) throws IOException {
        for (var point : points) {
            var key = PointKey.of(point.getId());
            writer.updateDocument(PointDocument.keyTerm(key), PointDocument.of(point, schema));
        }
    }

    private long finish() throws IOException {
        writer.commit();
        searchers.maybeRefreshBlocking();
        return writes++;
    }

    synchronized long configure(UnaryOperator<CollectionInfo> change) throws IOException {
        var changed = change.apply(info);
        var accepted = Schema.of(changed);
        DurableFile.write(folder.resolve(INFO), changed.toByteArray());
        info = changed;
        schema = accepted;
        return writes++;
    }

    CollectionInfo info() throws IOException {
        var configured = info;
        return read(points -> {
            var described = configured.toBuilder()
                    .setStatus(CollectionStatus.Green)
                    .setOptimizerStatus(OptimizerStatus.newBuilder().setOk(true))
                    .setSegmentsCount(points.searcher().getLeafContexts().size())
                    .setPointsCount(points.size());
            points.filled(configured.getPayloadSchemaMap().keySet()).forEach((path, count) -> {
                var index = configured.getPayloadSchemaOrDefault(path, PayloadSchemaInfo.getDefaultInstance());
                described.putPayloadSchema(
                        path, index.toBuilder().setPoints(count).build());
            });
            return described.build();
        });
    }

    @Override
    public synchronized void close() throws IOException {
        IOUtils.close(searchers, writer, directory);
    }

    void closeAndRemove() throws IOException {
        close();
        remove(folder);
    }
}
