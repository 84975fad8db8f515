package llmtwin.local.qdrant;

import io.grpc.stub.StreamObserver;
import io.qdrant.client.grpc.Collections.ChangeAliases;
import io.qdrant.client.grpc.Collections.CollectionConfig;
import io.qdrant.client.grpc.Collections.CollectionDescription;
import io.qdrant.client.grpc.Collections.CollectionExists;
import io.qdrant.client.grpc.Collections.CollectionExistsRequest;
import io.qdrant.client.grpc.Collections.CollectionExistsResponse;
import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.CollectionOperationResponse;
import io.qdrant.client.grpc.Collections.CollectionParams;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.DeleteCollection;
import io.qdrant.client.grpc.Collections.GetCollectionInfoRequest;
import io.qdrant.client.grpc.Collections.GetCollectionInfoResponse;
import io.qdrant.client.grpc.Collections.ListAliasesRequest;
import io.qdrant.client.grpc.Collections.ListAliasesResponse;
import io.qdrant.client.grpc.Collections.ListCollectionAliasesRequest;
import io.qdrant.client.grpc.Collections.ListCollectionsRequest;
import io.qdrant.client.grpc.Collections.ListCollectionsResponse;
import io.qdrant.client.grpc.Collections.UpdateCollection;
import io.qdrant.client.grpc.CollectionsGrpc.CollectionsImplBase;

/// `qdrant.Collections`: what collections there are and what they are called.
final class CollectionsService extends CollectionsImplBase {
    private final Catalog catalog;

    CollectionsService(Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public void create(CreateCollection request, StreamObserver<CollectionOperationResponse> reply) {
        Rpc.answer(reply, () -> {
            catalog.create(request.getCollectionName(), info(request));
            return done(true);
        });
    }

    /// Of the settings, only what changes answers is used; the others are kept to be shown again.
    private static CollectionInfo info(CreateCollection request) {
        var params = CollectionParams.newBuilder()
                .setShardNumber(1)
                .setReplicationFactor(1)
                .setWriteConsistencyFactor(1)
                .setOnDiskPayload(request.getOnDiskPayload());
        if (request.hasVectorsConfig()) {
            params.setVectorsConfig(request.getVectorsConfig());
        }
        if (request.hasSparseVectorsConfig()) {
            params.setSparseVectorsConfig(request.getSparseVectorsConfig());
        }
        var config = CollectionConfig.newBuilder()
                .setParams(params)
                .setHnswConfig(request.getHnswConfig())
                .setOptimizerConfig(request.getOptimizersConfig())
                .setWalConfig(request.getWalConfig())
                .putAllMetadata(request.getMetadataMap());
        return CollectionInfo.newBuilder().setConfig(config).build();
    }

    @Override
    public void get(GetCollectionInfoRequest request, StreamObserver<GetCollectionInfoResponse> reply) {
        Rpc.answer(
                reply,
                () -> GetCollectionInfoResponse.newBuilder()
                        .setResult(
                                catalog.collection(request.getCollectionName()).info())
                        .build());
    }

    @Override
    public void list(ListCollectionsRequest request, StreamObserver<ListCollectionsResponse> reply) {
        Rpc.answer(reply, () -> {
            var listed = ListCollectionsResponse.newBuilder();
            catalog.names()
                    .forEach(name -> listed.addCollections(
                            CollectionDescription.newBuilder().setName(name)));
            return listed.build();
        });
    }

    /// Metadata is merged. The rest tunes machinery that is not here, except what would change the vectors.
    @Override
    public void update(UpdateCollection request, StreamObserver<CollectionOperationResponse> reply) {
        Rpc.answer(reply, () -> {
            var collection = catalog.collection(request.getCollectionName());
            if (request.hasSparseVectorsConfig()) {
                throw Rpc.unimplemented("a change of the sparse vectors");
            }
            if (request.getMetadataCount() > 0) {
                collection.configure(info -> withMetadata(info, request));
            }
            return done(true);
        });
    }

    private static CollectionInfo withMetadata(CollectionInfo info, UpdateCollection request) {
        var changed = info.toBuilder();
        changed.getConfigBuilder().putAllMetadata(request.getMetadataMap());
        return changed.build();
    }

    @Override
    public void delete(DeleteCollection request, StreamObserver<CollectionOperationResponse> reply) {
        Rpc.answer(reply, () -> done(catalog.delete(request.getCollectionName())));
    }

    @Override
    public void collectionExists(CollectionExistsRequest request, StreamObserver<CollectionExistsResponse> reply) {
        Rpc.answer(
                reply,
                () -> CollectionExistsResponse.newBuilder()
                        .setResult(CollectionExists.newBuilder().setExists(catalog.has(request.getCollectionName())))
                        .build());
    }

    @Override
    public void updateAliases(ChangeAliases request, StreamObserver<CollectionOperationResponse> reply) {
        Rpc.answer(reply, () -> {
            catalog.changeAliases(request.getActionsList());
            return done(true);
        });
    }

    @Override
    public void listAliases(ListAliasesRequest request, StreamObserver<ListAliasesResponse> reply) {
        Rpc.answer(reply, catalog::aliases);
    }

    @Override
    public void listCollectionAliases(ListCollectionAliasesRequest request, StreamObserver<ListAliasesResponse> reply) {
        Rpc.answer(reply, () -> catalog.aliasesOf(catalog.resolved(request.getCollectionName())));
    }

    private static CollectionOperationResponse done(boolean changed) {
        return CollectionOperationResponse.newBuilder().setResult(changed).build();
    }
}
