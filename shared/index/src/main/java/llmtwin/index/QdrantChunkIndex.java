package llmtwin.index;

import static io.qdrant.client.ConditionFactory.hasId;
import static io.qdrant.client.ConditionFactory.matchKeyword;
import static io.qdrant.client.ConditionFactory.range;
import static io.qdrant.client.WithPayloadSelectorFactory.include;

import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Common.Range;
import io.qdrant.client.grpc.Points.CountPoints;
import io.qdrant.client.grpc.Points.DeletePoints;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.PointsIdsList;
import io.qdrant.client.grpc.Points.PointsSelector;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.ScrollResponse;
import io.qdrant.client.grpc.Points.UpsertPoints;
import io.qdrant.client.grpc.Points.VectorsSelector;
import io.qdrant.client.grpc.Points.WithVectorsSelector;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import llmtwin.core.ChunkIndex;
import llmtwin.core.CleanDocument;
import llmtwin.core.DocumentRef;
import llmtwin.core.EmbeddedChunk;
import llmtwin.core.Embedder;
import llmtwin.core.Embedding;
import llmtwin.core.IndexUnavailable;
import llmtwin.core.Passage;
import llmtwin.core.Question;
import llmtwin.core.Sha256;
import llmtwin.index.QdrantConnection.NoSuchCollection;
import org.jspecify.annotations.Nullable;

/// Chunks in a collection of Qdrant. Safe for several threads; connects when first used, and again after Qdrant was
/// away.
public final class QdrantChunkIndex implements ChunkIndex, AutoCloseable {
    private static final Comparator<Passage> BEST_FIRST = Comparator.comparingDouble(Passage::score)
            .reversed()
            .thenComparing(passage -> passage.ref().id())
            .thenComparingInt(passage -> passage.chunk().position());
    private static final int BATCH = 64;

    private final QdrantConnection qdrant;
    private final ChunkCollection collection;
    private final Duration readLimit;
    private final Duration writeLimit;

    /// @param embedder whose embeddings are kept: its model names the collection
    public QdrantChunkIndex(QdrantAddress address, Embedder embedder) {
        this(address, embedder, Duration.ofSeconds(10), Duration.ofSeconds(30));
    }

    QdrantChunkIndex(QdrantAddress address, Embedder embedder, Duration readLimit, Duration writeLimit) {
        this.qdrant = new QdrantConnection(address);
        this.collection = new ChunkCollection(qdrant, embedder);
        this.readLimit = readLimit;
        this.writeLimit = writeLimit;
    }

    @Override
    public void replace(CleanDocument document, List<EmbeddedChunk> chunks) {
        var points =
                chunks.stream().map(chunk -> ChunkPoint.of(document, chunk)).toList();
        try {
            replacePoints(document, points);
        } catch (NoSuchCollection _) {
            collection.forget();
            tryAgain(document, points);
        }
    }

    private void tryAgain(CleanDocument document, List<PointStruct> points) {
        try {
            replacePoints(document, points);
        } catch (NoSuchCollection e) {
            if (!points.isEmpty()) {
                throw new IndexUnavailable("the collection " + collection.name() + " disappears", e);
            }
        }
    }

    /// Two versions may be here at once. Whichever order their steps take, the older one either sees the newer one's
    /// points and takes its own back, or its points are there for the newer one to remove.
    private void replacePoints(CleanDocument document, List<PointStruct> points) throws NoSuchCollection {
        if (!points.isEmpty()) {
            collection.ensure();
            upsert(points);
        }
        var ids = points.stream().map(PointStruct::getId).toList();
        double observed = document.version().observed().toEpochMilli();
        delete(of(document.ref())
                .addMust(range(
                        ChunkPoint.OBSERVED, Range.newBuilder().setLte(observed).build()))
                .addMustNot(hasId(ids)));
        var newer = of(document.ref())
                .addMust(range(
                        ChunkPoint.OBSERVED, Range.newBuilder().setGt(observed).build()));
        if (!ids.isEmpty() && count(newer) > 0) {
            delete(PointsSelector.newBuilder()
                    .setPoints(PointsIdsList.newBuilder().addAllIds(ids))
                    .build());
        }
    }

    private void upsert(List<PointStruct> points) throws NoSuchCollection {
        for (int from = 0; from < points.size(); from += BATCH) {
            var request = UpsertPoints.newBuilder()
                    .setCollectionName(collection.name())
                    .setWait(true)
                    .addAllPoints(points.subList(from, Math.min(points.size(), from + BATCH)))
                    .build();
            qdrant.points(writeLimit, stub -> stub.upsert(request));
        }
    }

    @Override
    public void remove(DocumentRef ref, Sha256 version) {
        deleteIfAny(of(ref).addMust(matchKeyword(ChunkPoint.VERSION, version.hex())));
    }

    @Override
    public void remove(DocumentRef ref) {
        deleteIfAny(of(ref));
    }

    private void deleteIfAny(Filter.Builder filter) {
        try {
            delete(filter);
        } catch (NoSuchCollection _) {
            // Nothing was ever written.
        }
    }

    private void delete(Filter.Builder filter) throws NoSuchCollection {
        delete(PointsSelector.newBuilder().setFilter(filter).build());
    }

    private void delete(PointsSelector points) throws NoSuchCollection {
        var request = DeletePoints.newBuilder()
                .setCollectionName(collection.name())
                .setWait(true)
                .setPoints(points)
                .build();
        qdrant.points(writeLimit, stub -> stub.delete(request));
    }

    @Override
    public Map<String, Embedding> embeddings(DocumentRef ref) {
        var found = new HashMap<String, Embedding>();
        try {
            PointId next = null;
            do {
                var page = page(of(ref), next);
                page.getResultList()
                        .forEach(point -> ChunkPoint.embedding(point)
                                .ifPresent(embedding -> found.putIfAbsent(ChunkPoint.text(point), embedding)));
                next = page.hasNextPageOffset() ? page.getNextPageOffset() : null;
            } while (next != null);
        } catch (NoSuchCollection _) {
            // Nothing was ever written.
        }
        return found;
    }

    private ScrollResponse page(Filter.Builder filter, @Nullable PointId from) throws NoSuchCollection {
        var request = ScrollPoints.newBuilder()
                .setCollectionName(collection.name())
                .setFilter(filter)
                .setLimit(BATCH)
                .setWithPayload(include(List.of(ChunkPoint.TEXT)))
                .setWithVectors(WithVectorsSelector.newBuilder()
                        .setInclude(VectorsSelector.newBuilder().addNames(ChunkCollection.DENSE)));
        if (from != null) {
            request.setOffset(from);
        }
        var page = request.build();
        return qdrant.points(readLimit, stub -> stub.scroll(page));
    }

    @Override
    public long count(DocumentRef ref) {
        try {
            return count(of(ref));
        } catch (NoSuchCollection _) {
            return 0;
        }
    }

    private long count(Filter.Builder filter) throws NoSuchCollection {
        var request = CountPoints.newBuilder()
                .setCollectionName(collection.name())
                .setExact(true)
                .setFilter(filter)
                .build();
        return qdrant.points(readLimit, stub -> stub.count(request).getResult().getCount());
    }

    private static Filter.Builder of(DocumentRef ref) {
        return Filter.newBuilder()
                .addMust(matchKeyword(ChunkPoint.TWIN, ref.twin().value()))
                .addMust(matchKeyword(ChunkPoint.DOCUMENT, ref.id().value()));
    }

    @Override
    public List<Passage> search(Question question, Embedding embedding) {
        var request = HybridQuery.of(collection.name(), question, embedding);
        try {
            return qdrant.points(readLimit, stub -> stub.query(request)).getResultList().stream()
                    .map(ChunkPoint::passage)
                    .sorted(BEST_FIRST)
                    .limit(question.limit())
                    .toList();
        } catch (NoSuchCollection _) {
            return List.of();
        }
    }

    @Override
    public void close() {
        qdrant.close();
    }
}
