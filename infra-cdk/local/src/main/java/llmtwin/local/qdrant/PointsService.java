package llmtwin.local.qdrant;

import io.grpc.stub.StreamObserver;
import io.qdrant.client.grpc.Points.BatchResult;
import io.qdrant.client.grpc.Points.ClearPayloadPoints;
import io.qdrant.client.grpc.Points.CountPoints;
import io.qdrant.client.grpc.Points.CountResponse;
import io.qdrant.client.grpc.Points.CountResult;
import io.qdrant.client.grpc.Points.CreateFieldIndexCollection;
import io.qdrant.client.grpc.Points.DeleteFieldIndexCollection;
import io.qdrant.client.grpc.Points.DeletePayloadPoints;
import io.qdrant.client.grpc.Points.DeletePoints;
import io.qdrant.client.grpc.Points.FacetCounts;
import io.qdrant.client.grpc.Points.FacetResponse;
import io.qdrant.client.grpc.Points.GetPoints;
import io.qdrant.client.grpc.Points.GetResponse;
import io.qdrant.client.grpc.Points.PointsOperationResponse;
import io.qdrant.client.grpc.Points.QueryBatchPoints;
import io.qdrant.client.grpc.Points.QueryBatchResponse;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.QueryResponse;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.ScrollResponse;
import io.qdrant.client.grpc.Points.SetPayloadPoints;
import io.qdrant.client.grpc.Points.UpsertPoints;
import io.qdrant.client.grpc.PointsGrpc.PointsImplBase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// `qdrant.Points`: hands each call to [PointWrites], or to a [Snapshot] of its collection.
final class PointsService extends PointsImplBase {
    private static final int DEFAULT_PAGE = 10;

    private final Catalog catalog;
    private final PointWrites writes;

    PointsService(Catalog catalog) {
        this.catalog = catalog;
        this.writes = new PointWrites(catalog);
    }

    @Override
    public void upsert(UpsertPoints request, StreamObserver<PointsOperationResponse> reply) {
        Rpc.answer(reply, () -> writes.upsert(request));
    }

    @Override
    public void delete(DeletePoints request, StreamObserver<PointsOperationResponse> reply) {
        Rpc.answer(reply, () -> writes.delete(request));
    }

    @Override
    public void setPayload(SetPayloadPoints request, StreamObserver<PointsOperationResponse> reply) {
        Rpc.answer(reply, () -> writes.setPayload(request));
    }

    @Override
    public void overwritePayload(SetPayloadPoints request, StreamObserver<PointsOperationResponse> reply) {
        Rpc.answer(reply, () -> writes.overwritePayload(request));
    }

    @Override
    public void deletePayload(DeletePayloadPoints request, StreamObserver<PointsOperationResponse> reply) {
        Rpc.answer(reply, () -> writes.deletePayload(request));
    }

    @Override
    public void clearPayload(ClearPayloadPoints request, StreamObserver<PointsOperationResponse> reply) {
        Rpc.answer(reply, () -> writes.clearPayload(request));
    }

    @Override
    public void createFieldIndex(CreateFieldIndexCollection request, StreamObserver<PointsOperationResponse> reply) {
        Rpc.answer(reply, () -> writes.createIndex(request));
    }

    @Override
    public void deleteFieldIndex(DeleteFieldIndexCollection request, StreamObserver<PointsOperationResponse> reply) {
        Rpc.answer(reply, () -> writes.deleteIndex(request));
    }

    @Override
    public void get(GetPoints request, StreamObserver<GetResponse> reply) {
        Rpc.answer(
                reply,
                () -> catalog.collection(request.getCollectionName()).read(points -> {
                    var selection = new Selection(request.getWithPayload(), request.getWithVectors());
                    var found = GetResponse.newBuilder();
                    points.points(PointWrites.keys(request.getIdsList()))
                            .forEach(point -> found.addResult(selection.retrieved(point)));
                    return found.build();
                }));
    }

    @Override
    public void count(CountPoints request, StreamObserver<CountResponse> reply) {
        Rpc.answer(
                reply,
                () -> catalog.collection(request.getCollectionName()).read(points -> {
                    int count = points.count(points.query(request.getFilter()));
                    return CountResponse.newBuilder()
                            .setResult(CountResult.newBuilder().setCount(count))
                            .build();
                }));
    }

    @Override
    public void facet(FacetCounts request, StreamObserver<FacetResponse> reply) {
        Rpc.answer(
                reply,
                () -> catalog.collection(request.getCollectionName())
                        .read(points -> FacetResponse.newBuilder()
                                .addAllHits(Facets.of(points, request))
                                .build()));
    }

    @Override
    public void scroll(ScrollPoints request, StreamObserver<ScrollResponse> reply) {
        Rpc.answer(reply, () -> catalog.collection(request.getCollectionName()).read(points -> page(points, request)));
    }

    private static ScrollResponse page(Snapshot points, ScrollPoints request) throws IOException {
        if (request.hasOrderBy()) {
            throw Rpc.unimplemented("order_by");
        }
        if (request.hasLimit() && request.getLimit() == 0) {
            throw Rpc.wrongInput("limit must be 1 or larger");
        }
        int limit = request.hasLimit() ? QueryLevel.clamped(Integer.toUnsignedLong(request.getLimit())) : DEFAULT_PAGE;
        limit = Math.min(limit, points.size()); // one more is asked for below
        var from = request.hasOffset() ? PointKey.of(request.getOffset()) : null;
        var hits = points.page(points.query(request.getFilter()), from, limit + 1);
        var selection = new Selection(
                request.hasWithPayload() ? request.getWithPayload() : Selection.everyPayload(),
                request.getWithVectors());
        var page = ScrollResponse.newBuilder();
        for (var hit : hits.subList(0, Math.min(limit, hits.size()))) {
            page.addResult(selection.retrieved(points.point(hit.doc())));
        }
        if (hits.size() > limit) {
            page.setNextPageOffset(hits.get(limit).key().id());
        }
        return page.build();
    }

    @Override
    public void query(QueryPoints request, StreamObserver<QueryResponse> reply) {
        Rpc.answer(
                reply,
                () -> catalog.collection(request.getCollectionName())
                        .read(points -> QueryResponse.newBuilder()
                                .addAllResult(found(points, request))
                                .build()));
    }

    @Override
    public void queryBatch(QueryBatchPoints request, StreamObserver<QueryBatchResponse> reply) {
        Rpc.answer(
                reply,
                () -> catalog.collection(request.getCollectionName()).read(points -> {
                    var results = QueryBatchResponse.newBuilder();
                    for (var query : request.getQueryPointsList()) {
                        results.addResult(BatchResult.newBuilder().addAllResult(found(points, query)));
                    }
                    return results.build();
                }));
    }

    private static List<ScoredPoint> found(Snapshot points, QueryPoints request) throws IOException {
        var selection = new Selection(request.getWithPayload(), request.getWithVectors());
        var found = new ArrayList<ScoredPoint>();
        for (var hit : new QueryRun(points).hits(request)) {
            found.add(selection.scored(points.point(hit.doc()), hit.score()));
        }
        return found;
    }
}
