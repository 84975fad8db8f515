package llmtwin.local.qdrant;

import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.NamedVectorsOutput;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.qdrant.client.grpc.Points.Vector;
import io.qdrant.client.grpc.Points.VectorOutput;
import io.qdrant.client.grpc.Points.VectorsOutput;
import io.qdrant.client.grpc.Points.WithPayloadSelector;
import io.qdrant.client.grpc.Points.WithVectorsSelector;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Which parts of a point go into an answer.
record Selection(WithPayloadSelector payload, WithVectorsSelector vectors) {
    /// What an absent payload selector means differs by call.
    static WithPayloadSelector everyPayload() {
        return WithPayloadSelector.newBuilder().setEnable(true).build();
    }

    RetrievedPoint retrieved(PointStruct point) {
        var answer = RetrievedPoint.newBuilder().setId(point.getId()).putAllPayload(payloadOf(point));
        var chosen = vectorsOf(point);
        if (!chosen.isEmpty()) {
            answer.setVectors(output(chosen));
        }
        return answer.build();
    }

    ScoredPoint scored(PointStruct point, float score) {
        var answer =
                ScoredPoint.newBuilder().setId(point.getId()).setScore(score).putAllPayload(payloadOf(point));
        var chosen = vectorsOf(point);
        if (!chosen.isEmpty()) {
            answer.setVectors(output(chosen));
        }
        return answer.build();
    }

    private Map<String, Value> payloadOf(PointStruct point) {
        var all = point.getPayloadMap();
        return switch (payload.getSelectorOptionsCase()) {
            case ENABLE -> payload.getEnable() ? all : Map.of();
            case INCLUDE -> PayloadPath.only(all, paths(payload.getInclude().getFieldsList()));
            case EXCLUDE -> PayloadPath.without(all, paths(payload.getExclude().getFieldsList()));
            case SELECTOROPTIONS_NOT_SET -> Map.of();
        };
    }

    private static List<PayloadPath> paths(List<String> keys) {
        return keys.stream().map(PayloadPath::of).toList();
    }

    private Map<String, Vector> vectorsOf(PointStruct point) {
        var all = point.getVectors().getVectors().getVectorsMap();
        return switch (vectors.getSelectorOptionsCase()) {
            case ENABLE -> vectors.getEnable() ? all : Map.of();
            case INCLUDE -> {
                var chosen = new TreeMap<>(all);
                chosen.keySet().retainAll(vectors.getInclude().getNamesList());
                yield chosen;
            }
            case SELECTOROPTIONS_NOT_SET -> Map.of();
        };
    }

    /// The unnamed vector alone is answered without a name.
    private static VectorsOutput output(Map<String, Vector> chosen) {
        var unnamed = chosen.get("");
        if (unnamed != null && chosen.size() == 1) {
            return VectorsOutput.newBuilder().setVector(output(unnamed)).build();
        }
        var named = NamedVectorsOutput.newBuilder();
        chosen.forEach((name, vector) -> named.putVectors(name, output(vector)));
        return VectorsOutput.newBuilder().setVectors(named).build();
    }

    private static VectorOutput output(Vector vector) {
        return vector.hasDense()
                ? VectorOutput.newBuilder().setDense(vector.getDense()).build()
                : VectorOutput.newBuilder().setSparse(vector.getSparse()).build();
    }
}
