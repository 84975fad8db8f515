package llmtwin.local.qdrant;

import static io.qdrant.client.ConditionFactory.matchKeyword;
import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.QueryFactory.nearest;
import static io.qdrant.client.ValueFactory.value;
import static io.qdrant.client.VectorFactory.vector;
import static io.qdrant.client.VectorsFactory.namedVectors;
import static io.qdrant.client.VectorsFactory.vectors;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.QdrantGrpcClient;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.qdrant.client.grpc.Points.SearchParams;
import io.qdrant.client.grpc.Points.SearchPoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the contract cannot ask of a server that is only spoken to: restarts, its folder, its limits.
final class QdrantServerTest {
    @TempDir
    private Path folder;

    @Test
    void what_was_acknowledged_is_there_after_a_kill() throws Exception {
        var killed = QdrantProcess.start(folder);
        try (var client = client(killed.port())) {
            client.createCollectionAsync("kept", space(2, Distance.Cosine)).get();
            client.createCollectionAsync("dropped", space(2, Distance.Cosine)).get();
            client.upsertAsync("kept", List.of(point(1, 1, 0), point(2, 0, 1), point(3, 1, 1)))
                    .get();
            client.deleteAsync("kept", List.of(id(2))).get();
            client.createAliasAsync("alias", "kept").get();
            client.deleteCollectionAsync("dropped").get();
        } finally {
            killed.kill();
        }

        try (var server = QdrantServer.start(folder, 0);
                var client = client(server.port())) {
            var hits = client.queryAsync(QueryPoints.newBuilder()
                            .setCollectionName("alias")
                            .setQuery(nearest(1, 0))
                            .build())
                    .get();

            assertEquals(List.of(1L, 3L), numbers(hits));
            assertEquals(List.of("kept"), client.listCollectionsAsync().get());
        }
    }

    @Test
    void a_collection_whose_creation_was_cut_short_can_be_made_again() throws Exception {
        Files.createDirectories(folder.resolve("collections", "half", "points"));
        Files.writeString(folder.resolve("collections", "half", "points", "segments_1"), "half");

        try (var server = QdrantServer.start(folder, 0);
                var client = client(server.port())) {
            assertEquals(List.of(), client.listCollectionsAsync().get());
            assertTrue(client.createCollectionAsync("half", space(2, Distance.Dot))
                    .get()
                    .getResult());
        }
    }

    @Test
    void a_port_in_use_stops_the_start() throws IOException {
        try (var first = QdrantServer.start(folder.resolve("first"), 0)) {
            assertThrows(IOException.class, () -> QdrantServer.start(folder.resolve("second"), first.port()));
        }
    }

    @Test
    void a_call_that_is_not_served_is_named() throws IOException {
        try (var server = QdrantServer.start(folder, 0);
                var client = client(server.port())) {
            var search = client.searchAsync(SearchPoints.newBuilder()
                    .setCollectionName("any")
                    .addVector(1)
                    .setLimit(1)
                    .build());

            var failed = assertThrows(ExecutionException.class, search::get);

            var status = assertInstanceOf(StatusRuntimeException.class, failed.getCause())
                    .getStatus();
            assertEquals(Status.Code.UNIMPLEMENTED, status.getCode());
            assertTrue(String.valueOf(status.getDescription()).contains("qdrant.Points/Search"), status.toString());
        }
    }

    @Test
    void vectors_may_be_wider_than_lucenes_own_limit() throws Exception {
        try (var server = QdrantServer.start(folder, 0);
                var client = client(server.port())) {
            client.createCollectionAsync("wide", space(3072, Distance.Dot)).get();
            var ones = new float[3072];
            Arrays.fill(ones, 1);
            client.upsertAsync(
                            "wide",
                            List.of(PointStruct.newBuilder()
                                    .setId(id(1))
                                    .setVectors(vectors(ones))
                                    .build()))
                    .get();

            var hit = client.queryAsync(QueryPoints.newBuilder()
                            .setCollectionName("wide")
                            .setQuery(nearest(ones))
                            .build())
                    .get()
                    .getFirst();

            assertEquals(3072f, hit.getScore());
        }
    }

    @Test
    void a_large_collection_is_searched_by_graph_with_true_scores_and_the_filter_kept() throws Exception {
        var random = new Random(42);
        try (var server = QdrantServer.start(folder, 0);
                var client = client(server.port())) {
            client.createCollectionAsync("large", Map.of("dense", space(16, Distance.Cosine)))
                    .get();
            var points = new ArrayList<PointStruct>();
            for (int i = 0; i < 12_000; i++) {
                points.add(PointStruct.newBuilder()
                        .setId(id(i))
                        .setVectors(namedVectors(Map.of("dense", vector(gaussian(random)))))
                        .putPayload("half", value(i % 2 == 0 ? "even" : "odd"))
                        .build());
            }
            client.upsertAsync("large", points).get();
            var query = QueryPoints.newBuilder()
                    .setCollectionName("large")
                    .setQuery(nearest(gaussian(random)))
                    .setUsing("dense")
                    .setFilter(Filter.newBuilder().addMust(matchKeyword("half", "even")));

            var byGraph = client.queryAsync(query.build()).get();
            var exact = client.queryAsync(
                            query.setParams(SearchParams.newBuilder().setExact(true))
                                    .build())
                    .get();

            assertTrue(numbers(exact).stream().allMatch(number -> number % 2 == 0), exact.toString());
            assertEquals(exact, byGraph);
        }
    }

    private static float[] gaussian(Random random) {
        var values = new float[16];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static PointStruct point(long number, float x, float y) {
        return PointStruct.newBuilder()
                .setId(id(number))
                .setVectors(vectors(x, y))
                .build();
    }

    private static VectorParams space(int size, Distance distance) {
        return VectorParams.newBuilder().setSize(size).setDistance(distance).build();
    }

    private static List<Long> numbers(List<ScoredPoint> hits) {
        return hits.stream().map(hit -> hit.getId().getNum()).toList();
    }

    private static QdrantClient client(int port) {
        return new QdrantClient(
                QdrantGrpcClient.newBuilder("127.0.0.1", port, false).build());
    }
}
