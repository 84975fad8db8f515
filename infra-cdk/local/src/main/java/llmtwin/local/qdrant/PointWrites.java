package llmtwin.local.qdrant;

import io.qdrant.client.grpc.Collections.PayloadIndexParams;
import io.qdrant.client.grpc.Collections.PayloadSchemaInfo;
import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.ClearPayloadPoints;
import io.qdrant.client.grpc.Points.CreateFieldIndexCollection;
import io.qdrant.client.grpc.Points.DeleteFieldIndexCollection;
import io.qdrant.client.grpc.Points.DeletePayloadPoints;
import io.qdrant.client.grpc.Points.DeletePoints;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.PointsOperationResponse;
import io.qdrant.client.grpc.Points.PointsSelector;
import io.qdrant.client.grpc.Points.SetPayloadPoints;
import io.qdrant.client.grpc.Points.UpdateMode;
import io.qdrant.client.grpc.Points.UpdateResult;
import io.qdrant.client.grpc.Points.UpdateStatus;
import io.qdrant.client.grpc.Points.UpsertPoints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.lucene.search.Query;

/// The calls that change points. All are applied when answered; `wait` only decides what the answer calls it.
final class PointWrites {
    private final Catalog catalog;

    PointWrites(Catalog catalog) {
        this.catalog = catalog;
    }

    PointsOperationResponse upsert(UpsertPoints request) throws IOException {
        if (request.hasUpdateFilter() || request.getUpdateMode() != UpdateMode.Upsert) {
            throw Rpc.unimplemented("a conditional upsert");
        }
        var collection = catalog.collection(request.getCollectionName());
        return done(collection.upsert(request.getPointsList()), request.getWait());
    }

    PointsOperationResponse delete(DeletePoints request) throws IOException {
        var collection = catalog.collection(request.getCollectionName());
        var doomed = collection.read(points -> query(points, request.getPoints()));
        return done(collection.delete(doomed), request.getWait());
    }

    /// Adds the keys to those the points have.
    PointsOperationResponse setPayload(SetPayloadPoints request) throws IOException {
        if (request.hasKey()) {
            throw Rpc.unimplemented("a payload change inside a key");
        }
        return edit(request, old -> {
            var merged = new HashMap<>(old);
            merged.putAll(request.getPayloadMap());
            return merged;
        });
    }

    PointsOperationResponse overwritePayload(SetPayloadPoints request) throws IOException {
        if (request.hasKey()) {
            throw Rpc.unimplemented("a payload change inside a key");
        }
        return edit(request, _ -> request.getPayloadMap());
    }

    private PointsOperationResponse edit(SetPayloadPoints request, UnaryOperator<Map<String, Value>> change)
            throws IOException {
        return edit(request.getCollectionName(), request.getPointsSelector(), request.getWait(), change);
    }

    PointsOperationResponse deletePayload(DeletePayloadPoints request) throws IOException {
        var paths = request.getKeysList().stream().map(PayloadPath::of).toList();
        return edit(
                request.getCollectionName(),
                request.getPointsSelector(),
                request.getWait(),
                old -> PayloadPath.without(old, paths));
    }

    PointsOperationResponse clearPayload(ClearPayloadPoints request) throws IOException {
        return edit(request.getCollectionName(), request.getPoints(), request.getWait(), _ -> Map.of());
    }

    private PointsOperationResponse edit(
            String collection, PointsSelector selector, boolean wait, UnaryOperator<Map<String, Value>> change)
            throws IOException {
        UnaryOperator<PointStruct> edited = point -> point.toBuilder()
                .clearPayload()
                .putAllPayload(change.apply(point.getPayloadMap()))
                .build();
        return done(catalog.collection(collection).edit(points -> selected(points, selector), edited), wait);
    }

    private static List<PointStruct> selected(Snapshot points, PointsSelector selector) throws IOException {
        var selected = new ArrayList<PointStruct>();
        for (var hit : points.all(query(points, selector))) {
            selected.add(points.point(hit.doc()));
        }
        refuseUnknown(selector, selected);
        return selected;
    }

    private static void refuseUnknown(PointsSelector selector, List<PointStruct> selected) {
        var missing = new ArrayList<>(keys(selector.getPoints().getIdsList()));
        selected.forEach(point -> missing.remove(PointKey.of(point.getId())));
        if (!missing.isEmpty()) {
            throw Rpc.notFound("No point with id " + missing.getFirst() + " found");
        }
    }

    private static Query query(Snapshot points, PointsSelector selector) {
        return switch (selector.getPointsSelectorOneOfCase()) {
            case POINTS -> FilterQuery.hasKey(keys(selector.getPoints().getIdsList()));
            case FILTER -> points.query(selector.getFilter());
            case POINTSSELECTORONEOF_NOT_SET -> throw Rpc.wrongInput("no points are selected");
        };
    }

    static List<PointKey> keys(List<PointId> ids) {
        return ids.stream().map(PointKey::of).distinct().toList();
    }

    /// Every value is indexed anyhow: this says how text is compared and what may be counted.
    PointsOperationResponse createIndex(CreateFieldIndexCollection request) throws IOException {
        var index = PayloadSchemaInfo.newBuilder().setDataType(type(request));
        if (request.hasFieldIndexParams()) {
            index.setParams(request.getFieldIndexParams());
        }
        var collection = catalog.collection(request.getCollectionName());
        long number = collection.configure(info -> info.toBuilder()
                .putPayloadSchema(request.getFieldName(), index.build())
                .build());
        return done(number, request.getWait());
    }

    private static PayloadSchemaType type(CreateFieldIndexCollection request) {
        if (request.hasFieldType()) {
            // the request's enum counts from 0, the schema's from 1
            var type = PayloadSchemaType.forNumber(request.getFieldTypeValue() + 1);
            if (type == null) {
                throw Rpc.wrongInput("unknown field type " + request.getFieldTypeValue());
            }
            return type;
        }
        return type(request.getFieldIndexParams());
    }

    private static PayloadSchemaType type(PayloadIndexParams params) {
        return switch (params.getIndexParamsCase()) {
            case KEYWORD_INDEX_PARAMS -> PayloadSchemaType.Keyword;
            case INTEGER_INDEX_PARAMS -> PayloadSchemaType.Integer;
            case FLOAT_INDEX_PARAMS -> PayloadSchemaType.Float;
            case GEO_INDEX_PARAMS -> PayloadSchemaType.Geo;
            case TEXT_INDEX_PARAMS -> PayloadSchemaType.Text;
            case BOOL_INDEX_PARAMS -> PayloadSchemaType.Bool;
            case DATETIME_INDEX_PARAMS -> PayloadSchemaType.Datetime;
            case UUID_INDEX_PARAMS -> PayloadSchemaType.Uuid;
            case INDEXPARAMS_NOT_SET -> throw Rpc.wrongInput("the index has no field type");
        };
    }

    PointsOperationResponse deleteIndex(DeleteFieldIndexCollection request) throws IOException {
        var collection = catalog.collection(request.getCollectionName());
        long number = collection.configure(info ->
                info.toBuilder().removePayloadSchema(request.getFieldName()).build());
        return done(number, request.getWait());
    }

    private static PointsOperationResponse done(long number, boolean wait) {
        var result = UpdateResult.newBuilder()
                .setOperationId(number)
                .setStatus(wait ? UpdateStatus.Completed : UpdateStatus.Acknowledged);
        return PointsOperationResponse.newBuilder().setResult(result).build();
    }
}
