package llmtwin.local.qdrant;

import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.FacetCounts;
import io.qdrant.client.grpc.Points.FacetHit;
import io.qdrant.client.grpc.Points.FacetValue;
import java.io.IOException;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Counts points by the values they have under one key: most frequent first, then by value.
final class Facets {
    private static final int DEFAULT_LIMIT = 10;

    /// Qdrant counts from an index, and only these kinds hold whole values.
    private static final Set<PayloadSchemaType> COUNTABLE = EnumSet.of(
            PayloadSchemaType.Keyword, PayloadSchemaType.Integer, PayloadSchemaType.Bool, PayloadSchemaType.Uuid);

    private static final Comparator<FacetValue> BY_VALUE = Comparator.comparing(FacetValue::getBoolValue)
            .thenComparingLong(FacetValue::getIntegerValue)
            .thenComparing(FacetValue::getStringValue);

    private static final Comparator<FacetHit> MOST_FIRST =
            Comparator.comparingLong(FacetHit::getCount).reversed().thenComparing(FacetHit::getValue, BY_VALUE);

    private Facets() {}

    static List<FacetHit> of(Snapshot points, FacetCounts request) throws IOException {
        var path = PayloadPath.of(request.getKey());
        var indexed = points.schema().payloadIndexes().get(request.getKey());
        if (indexed == null || !COUNTABLE.contains(indexed)) {
            throw Rpc.wrongInput("No appropriate index for faceting: `" + request.getKey()
                    + "`. Please create one to facet on this field.");
        }
        var counts = new HashMap<FacetValue, Long>();
        for (var hit : points.all(points.query(request.getFilter()))) {
            // a value that a point has twice counts once
            values(path, points.point(hit.doc()).getPayloadMap()).forEach(value -> counts.merge(value, 1L, Long::sum));
        }
        int limit = request.hasLimit() ? QueryLevel.clamped(request.getLimit()) : DEFAULT_LIMIT;
        return counts.entrySet().stream()
                .map(counted -> FacetHit.newBuilder()
                        .setValue(counted.getKey())
                        .setCount(counted.getValue())
                        .build())
                .sorted(MOST_FIRST)
                .limit(limit)
                .toList();
    }

    private static Set<FacetValue> values(PayloadPath path, Map<String, Value> payload) {
        return path.values(payload)
                .map(Facets::value)
                .filter(value -> value.getVariantCase() != FacetValue.VariantCase.VARIANT_NOT_SET)
                .collect(Collectors.toSet());
    }

    private static FacetValue value(Value value) {
        var facet = FacetValue.newBuilder();
        switch (value.getKindCase()) {
            case STRING_VALUE -> facet.setStringValue(value.getStringValue());
            case INTEGER_VALUE -> facet.setIntegerValue(value.getIntegerValue());
            case BOOL_VALUE -> facet.setBoolValue(value.getBoolValue());
            case DOUBLE_VALUE, STRUCT_VALUE, LIST_VALUE, NULL_VALUE, KIND_NOT_SET -> {}
        }
        return facet.build();
    }
}
