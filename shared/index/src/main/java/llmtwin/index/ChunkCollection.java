package llmtwin.index;

import io.qdrant.client.grpc.Collections.AliasOperations;
import io.qdrant.client.grpc.Collections.ChangeAliases;
import io.qdrant.client.grpc.Collections.CollectionExistsRequest;
import io.qdrant.client.grpc.Collections.CreateAlias;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.GetCollectionInfoRequest;
import io.qdrant.client.grpc.Collections.KeywordIndexParams;
import io.qdrant.client.grpc.Collections.ListAliasesRequest;
import io.qdrant.client.grpc.Collections.Modifier;
import io.qdrant.client.grpc.Collections.PayloadIndexParams;
import io.qdrant.client.grpc.Collections.SparseVectorConfig;
import io.qdrant.client.grpc.Collections.SparseVectorParams;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorParamsMap;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import io.qdrant.client.grpc.Points.CreateFieldIndexCollection;
import io.qdrant.client.grpc.Points.FieldType;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import llmtwin.core.Embedder;
import llmtwin.core.IndexUnavailable;
import llmtwin.index.QdrantConnection.NoSuchCollection;

/// The collection of one embedding model. Vectors of two models lie in two collections and never meet; the alias
/// `chunks` tells people which one is in use.
final class ChunkCollection {
    static final String ALIAS = "chunks";
    static final String DENSE = "dense";
    static final String BM25 = "bm25";

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Map<String, FieldType> INDEXES = indexes();

    private final QdrantConnection qdrant;
    private final String name;
    private final int dimensions;
    private volatile boolean ready;

    ChunkCollection(QdrantConnection qdrant, Embedder embedder) {
        this.qdrant = qdrant;
        this.name = ALIAS + "-" + embedder.model().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        this.dimensions = embedder.dimensions();
    }

    private static Map<String, FieldType> indexes() {
        var indexes = new LinkedHashMap<String, FieldType>();
        indexes.put(ChunkPoint.TWIN, FieldType.FieldTypeKeyword);
        indexes.put(ChunkPoint.DOCUMENT, FieldType.FieldTypeKeyword);
        indexes.put(ChunkPoint.VERSION, FieldType.FieldTypeKeyword);
        indexes.put(ChunkPoint.CATEGORY, FieldType.FieldTypeKeyword);
        indexes.put(ChunkPoint.PUBLISHED, FieldType.FieldTypeDatetime);
        return indexes;
    }

    String name() {
        return name;
    }

    /// Creates whatever is missing of it, once; again after [#forget()].
    void ensure() {
        if (ready) {
            return;
        }
        try {
            if (!exists()) {
                create();
            }
            createIndexes();
            createAlias();
        } catch (NoSuchCollection e) {
            throw new IndexUnavailable("the collection " + name + " was removed while it was set up", e);
        }
        ready = true;
    }

    /// Somebody removed the collection.
    void forget() {
        ready = false;
    }

    private boolean exists() throws NoSuchCollection {
        var request =
                CollectionExistsRequest.newBuilder().setCollectionName(name).build();
        return qdrant.collections(
                LIMIT, stub -> stub.collectionExists(request).getResult().getExists());
    }

    private void create() throws NoSuchCollection {
        var dense = VectorParams.newBuilder().setSize(dimensions).setDistance(Distance.Cosine);
        var bm25 = SparseVectorParams.newBuilder().setModifier(Modifier.Idf);
        var request = CreateCollection.newBuilder()
                .setCollectionName(name)
                .setVectorsConfig(VectorsConfig.newBuilder()
                        .setParamsMap(VectorParamsMap.newBuilder().putMap(DENSE, dense.build())))
                .setSparseVectorsConfig(SparseVectorConfig.newBuilder().putMap(BM25, bm25.build()))
                .build();
        try {
            qdrant.collections(LIMIT, stub -> stub.create(request));
        } catch (IndexUnavailable | IllegalStateException e) {
            // Two functions may be the first at the same time: one of them is told that the collection exists.
            if (!exists()) {
                throw e;
            }
        }
    }

    private void createIndexes() throws NoSuchCollection {
        var info = GetCollectionInfoRequest.newBuilder().setCollectionName(name).build();
        var known = qdrant.collections(LIMIT, stub -> stub.get(info).getResult().getPayloadSchemaMap());
        for (var index : INDEXES.entrySet()) {
            if (!known.containsKey(index.getKey())) {
                var request = indexRequest(index.getKey(), index.getValue());
                qdrant.points(LIMIT, stub -> stub.createFieldIndex(request));
            }
        }
    }

    private CreateFieldIndexCollection indexRequest(String field, FieldType type) {
        var request = CreateFieldIndexCollection.newBuilder()
                .setCollectionName(name)
                .setWait(true)
                .setFieldName(field)
                .setFieldType(type);
        if (field.equals(ChunkPoint.TWIN)) {
            var tenant = KeywordIndexParams.newBuilder().setIsTenant(true);
            request.setFieldIndexParams(PayloadIndexParams.newBuilder().setKeywordIndexParams(tenant));
        }
        return request.build();
    }

    private void createAlias() throws NoSuchCollection {
        var aliases = qdrant.collections(LIMIT, stub -> stub.listAliases(ListAliasesRequest.getDefaultInstance()));
        if (aliases.getAliasesList().stream()
                .noneMatch(alias -> alias.getAliasName().equals(ALIAS))) {
            var create = CreateAlias.newBuilder().setAliasName(ALIAS).setCollectionName(name);
            var request = ChangeAliases.newBuilder()
                    .addActions(AliasOperations.newBuilder().setCreateAlias(create))
                    .build();
            qdrant.collections(LIMIT, stub -> stub.updateAliases(request));
        }
    }
}
