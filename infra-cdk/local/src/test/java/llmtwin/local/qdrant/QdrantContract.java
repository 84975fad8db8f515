package llmtwin.local.qdrant;

import static io.qdrant.client.ConditionFactory.datetimeRange;
import static io.qdrant.client.ConditionFactory.hasId;
import static io.qdrant.client.ConditionFactory.isEmpty;
import static io.qdrant.client.ConditionFactory.isNull;
import static io.qdrant.client.ConditionFactory.match;
import static io.qdrant.client.ConditionFactory.matchExceptKeywords;
import static io.qdrant.client.ConditionFactory.matchKeyword;
import static io.qdrant.client.ConditionFactory.matchKeywords;
import static io.qdrant.client.ConditionFactory.matchText;
import static io.qdrant.client.ConditionFactory.range;
import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.QueryFactory.fusion;
import static io.qdrant.client.QueryFactory.nearest;
import static io.qdrant.client.QueryFactory.rrf;
import static io.qdrant.client.ValueFactory.list;
import static io.qdrant.client.ValueFactory.nullValue;
import static io.qdrant.client.ValueFactory.value;
import static io.qdrant.client.VectorFactory.vector;
import static io.qdrant.client.VectorsFactory.namedVectors;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.protobuf.Timestamp;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.QdrantGrpcClient;
import io.qdrant.client.VectorOutputHelper;
import io.qdrant.client.grpc.Collections.AliasOperations;
import io.qdrant.client.grpc.Collections.CreateAlias;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.DeleteAlias;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.Modifier;
import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.Collections.SparseVectorConfig;
import io.qdrant.client.grpc.Collections.SparseVectorParams;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorParamsMap;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.DatetimeRange;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Common.Range;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.FacetCounts;
import io.qdrant.client.grpc.Points.Fusion;
import io.qdrant.client.grpc.Points.PayloadIncludeSelector;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.PrefetchQuery;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.Rrf;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.UpsertPoints;
import io.qdrant.client.grpc.Points.Vector;
import io.qdrant.client.grpc.Points.WithPayloadSelector;
import io.qdrant.client.grpc.Points.WithVectorsSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What this project relies on from a Qdrant server, through the unchanged client. Scores are worked out by hand.
///
/// Dense vectors have two dimensions. Points 1 to 4 have these cosines with the query (1, 0): 1, 0.8, 0.6, 0.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class QdrantContract {
    private static final float TOLERANCE = 1e-5f;
    private static final PointId UUID_ID = id(UUID.fromString("5f0b3c4e-0000-5000-8000-000000000001"));

    private final String collection = "contract-" + UUID.randomUUID();
    private final String other = collection + "-other";
    private final String alias = collection + "-alias";
    private QdrantClient client;

    abstract String host();

    abstract int port();

    @BeforeEach
    void create_the_collection() {
        client = new QdrantClient(
                QdrantGrpcClient.newBuilder(host(), port(), false).build());
        done(client.createCollectionAsync(description(collection)));
    }

    @AfterEach
    void drop_the_collections() {
        for (var name : List.of(collection, other)) {
            if (done(client.collectionExistsAsync(name))) {
                done(client.deleteCollectionAsync(name));
            }
        }
        client.close();
    }

    private static CreateCollection description(String name) {
        var sparse = SparseVectorParams.newBuilder().setModifier(Modifier.Idf).build();
        var vectors = VectorParamsMap.newBuilder()
                .putMap("dense", space(Distance.Cosine))
                .putMap("dot", space(Distance.Dot))
                .putMap("euclid", space(Distance.Euclid));
        return CreateCollection.newBuilder()
                .setCollectionName(name)
                .setVectorsConfig(VectorsConfig.newBuilder().setParamsMap(vectors))
                .setSparseVectorsConfig(SparseVectorConfig.newBuilder()
                        .putMap("bm25", sparse)
                        .putMap("plain", SparseVectorParams.getDefaultInstance()))
                .build();
    }

    private static VectorParams space(Distance distance) {
        return VectorParams.newBuilder().setSize(2).setDistance(distance).build();
    }

    @Test
    void the_server_says_it_is_there() {
        assertFalse(done(client.healthCheckAsync()).getVersion().isEmpty());
    }

    @Test
    void a_second_collection_of_the_same_name_is_refused() {
        assertEquals(
                Status.Code.ALREADY_EXISTS,
                refusal(client.createCollectionAsync(description(collection))).getCode());
    }

    @Test
    void a_collection_is_described_as_it_was_made() {
        upsert(four());

        var info = done(client.getCollectionInfoAsync(collection));

        var dense =
                info.getConfig().getParams().getVectorsConfig().getParamsMap().getMapOrThrow("dense");
        var bm25 = info.getConfig().getParams().getSparseVectorsConfig().getMapOrThrow("bm25");
        assertEquals(2, dense.getSize());
        assertEquals(Distance.Cosine, dense.getDistance());
        assertEquals(Modifier.Idf, bm25.getModifier());
        assertEquals(4, info.getPointsCount());
        assertTrue(done(client.listCollectionsAsync()).contains(collection));
    }

    @Test
    void a_missing_collection_is_not_found() {
        var missing = "no-such-collection";

        assertEquals(
                Status.Code.NOT_FOUND,
                refusal(client.getCollectionInfoAsync(missing)).getCode());
        assertEquals(Status.Code.NOT_FOUND, refusal(client.countAsync(missing)).getCode());
        assertEquals(
                Status.Code.NOT_FOUND,
                refusal(client.upsertAsync(missing, four())).getCode());
        assertFalse(done(client.collectionExistsAsync(missing)));
    }

    @Test
    void an_alias_stands_for_its_collection() {
        upsert(four());

        done(client.createAliasAsync(alias, collection));

        assertEquals(4, done(client.countAsync(alias)));
        assertTrue(done(client.collectionExistsAsync(alias)));
        assertEquals(List.of(alias), done(client.listCollectionAliasesAsync(collection)));
        assertFalse(done(client.listCollectionsAsync()).contains(alias));
    }

    @Test
    void an_alias_moves_to_another_collection_in_one_step() {
        upsert(four());
        done(client.createCollectionAsync(description(other)));
        done(client.createAliasAsync(alias, collection));

        done(client.updateAliasesAsync(List.of(
                AliasOperations.newBuilder()
                        .setDeleteAlias(DeleteAlias.newBuilder().setAliasName(alias))
                        .build(),
                AliasOperations.newBuilder()
                        .setCreateAlias(
                                CreateAlias.newBuilder().setAliasName(alias).setCollectionName(other))
                        .build())));

        assertEquals(0, done(client.countAsync(alias)));
        assertEquals(4, done(client.countAsync(collection)));
    }

    @Test
    void an_alias_of_nothing_is_refused_and_goes_with_its_collection() {
        done(client.createCollectionAsync(description(other)));
        done(client.createAliasAsync(alias, other));

        done(client.deleteCollectionAsync(other));

        assertFalse(done(client.collectionExistsAsync(alias)));
        assertEquals(
                Status.Code.NOT_FOUND,
                refusal(client.createAliasAsync(alias, other)).getCode());
    }

    @Test
    void a_point_comes_back_as_it_went_in() {
        var point = PointStruct.newBuilder()
                .setId(UUID_ID)
                .setVectors(namedVectors(
                        Map.of("dot", vector(3, 4), "bm25", vector(List.of(0.5f, 2f), List.of(1_000_000, -2)))))
                .putPayload("text", value("naïve “quotes” 😀"))
                .putPayload("count", value(3))
                .putPayload("ratio", value(0.1))
                .putPayload("tags", list(List.of(value("a"), value(true), nullValue())))
                .build();
        upsert(List.of(point));

        var found = retrieve(UUID_ID);

        var vectors = found.getVectors().getVectors().getVectorsMap();
        var sparse = VectorOutputHelper.getSparseVector(vectors.get("bm25"));
        assertEquals(point.getPayloadMap(), found.getPayloadMap());
        assertEquals(
                List.of(3f, 4f),
                VectorOutputHelper.getDenseVector(vectors.get("dot")).getDataList());
        assertEquals(List.of(1_000_000, -2), sparse.getIndicesList());
        assertEquals(List.of(0.5f, 2f), sparse.getValuesList());
        assertEquals(2, vectors.size());
    }

    @Test
    void cosine_vectors_are_stored_with_unit_length() {
        upsert(List.of(PointStruct.newBuilder()
                .setId(id(1))
                .setVectors(namedVectors(Map.of("dense", vector(3, 4))))
                .build()));

        var stored = retrieve(id(1)).getVectors().getVectors().getVectorsMap().get("dense");

        assertEquals(0.6f, VectorOutputHelper.getDenseVector(stored).getData(0), TOLERANCE);
        assertEquals(0.8f, VectorOutputHelper.getDenseVector(stored).getData(1), TOLERANCE);
    }

    @Test
    void upserting_replaces_the_whole_point() {
        upsert(List.of(point(7, 1, 0, Map.of("old", value("x")))));

        upsert(List.of(PointStruct.newBuilder()
                .setId(id(7))
                .setVectors(namedVectors(Map.of("dot", vector(1, 1))))
                .putPayload("new", value("y"))
                .build()));

        var found = retrieve(id(7));
        assertEquals(Map.of("new", value("y")), found.getPayloadMap());
        assertEquals(
                Set.of("dot"), found.getVectors().getVectors().getVectorsMap().keySet());
        assertEquals(1, done(client.countAsync(collection)));
    }

    @Test
    void a_wrong_vector_is_refused_with_the_reason_and_changes_nothing() {
        var short_ = namedVectors(Map.of("dense", vector(1)));
        var unknown = namedVectors(Map.of("colour", vector(1, 0)));

        var dimension = refusal(client.upsertAsync(
                collection,
                List.of(
                        point(1, 1, 0, Map.of()),
                        PointStruct.newBuilder().setId(id(2)).setVectors(short_).build())));
        var name = refusal(client.upsertAsync(
                collection,
                List.of(PointStruct.newBuilder()
                        .setId(id(2))
                        .setVectors(unknown)
                        .build())));

        assertEquals(Status.Code.INVALID_ARGUMENT, dimension.getCode());
        assertTrue(said(dimension).contains("expected dim: 2, got 1"), said(dimension));
        assertEquals(Status.Code.INVALID_ARGUMENT, name.getCode());
        assertTrue(said(name).contains("colour"), said(name));
        assertEquals(0, done(client.countAsync(collection)));
    }

    @Test
    void points_are_deleted_by_id_and_by_filter() {
        upsert(four());

        done(client.deleteAsync(collection, List.of(id(1), id(99))));
        done(client.deleteAsync(collection, filter(matchKeyword("twin", "ann"))));

        assertEquals(List.of(4L), scrolled(Filter.getDefaultInstance()));
    }

    @Test
    void payload_is_merged_replaced_and_removed() {
        upsert(List.of(point(1, 1, 0, Map.of("a", value(1), "b", value(2)))));

        done(client.setPayloadAsync(collection, Map.of("b", value(3), "c", value(4)), id(1), true, null, null));
        var merged = retrieve(id(1)).getPayloadMap();
        done(client.deletePayloadAsync(collection, List.of("a"), id(1), true, null, null));
        var removed = retrieve(id(1)).getPayloadMap();
        done(client.overwritePayloadAsync(collection, Map.of("d", value(5)), id(1), true, null, null));
        var replaced = retrieve(id(1));
        done(client.clearPayloadAsync(collection, id(1), true, null, null));

        assertEquals(Map.of("a", value(1), "b", value(3), "c", value(4)), merged);
        assertEquals(Map.of("b", value(3), "c", value(4)), removed);
        assertEquals(Map.of("d", value(5)), replaced.getPayloadMap());
        assertTrue(replaced.getVectors().getVectors().containsVectors("dense"));
        assertEquals(Map.of(), retrieve(id(1)).getPayloadMap());
    }

    @Test
    void cosine_scores_are_the_textbook_values_best_first() {
        upsert(four());

        assertHits(query(nearest(2, 0), "dense"), 1, 1f, 2, 0.8f, 3, 0.6f, 4, 0f);
    }

    @Test
    void dot_product_keeps_the_length() {
        upsert(List.of(vectorOnly(1, "dot", vector(1, 0)), vectorOnly(2, "dot", vector(3, 4))));

        assertHits(query(nearest(2, 1), "dot"), 2, 10f, 1, 2f);
    }

    @Test
    void euclidean_distance_is_best_when_small() {
        upsert(List.of(vectorOnly(1, "euclid", vector(3, 4)), vectorOnly(2, "euclid", vector(0, 1))));

        var near = QueryPoints.newBuilder()
                .setQuery(nearest(0, 0))
                .setUsing("euclid")
                .setScoreThreshold(2);

        assertHits(query(nearest(0, 0), "euclid"), 2, 1f, 1, 5f);
        assertHits(query(near), 2, 1f);
    }

    @Test
    void a_point_without_the_vector_is_not_found_by_it() {
        upsert(List.of(vectorOnly(1, "dot", vector(1, 0)), vectorOnly(2, "dense", vector(1, 0))));

        assertHits(query(nearest(1, 0), "dense"), 2, 1f);
    }

    @Test
    void a_stored_point_can_be_the_query_and_is_not_its_own_answer() {
        upsert(four());

        assertHits(query(nearest(1), "dense"), 2, 0.8f, 3, 0.6f, 4, 0f);
    }

    @Test
    void limit_offset_and_threshold_cut_the_ranking() {
        upsert(four());

        var page = QueryPoints.newBuilder()
                .setQuery(nearest(1, 0))
                .setUsing("dense")
                .setOffset(1)
                .setLimit(2);
        var good = QueryPoints.newBuilder()
                .setQuery(nearest(1, 0))
                .setUsing("dense")
                .setScoreThreshold(0.7f);

        assertHits(query(page), 2, 0.8f, 3, 0.6f);
        assertHits(query(good), 1, 1f, 2, 0.8f);
    }

    @Test
    void ten_points_are_answered_unless_asked_otherwise() {
        upsert(LongStream.range(0, 25).mapToObj(i -> point(i, 1, 0, Map.of())).toList());

        assertEquals(10, query(nearest(1, 0), "dense").size());
    }

    @Test
    void the_filter_holds_before_the_search_not_after() {
        upsert(four());

        var worst = QueryPoints.newBuilder()
                .setQuery(nearest(1, 0))
                .setUsing("dense")
                .setLimit(1)
                .setFilter(filter(matchKeyword("twin", "bob")));

        assertHits(query(worst), 4, 0f);
    }

    @Test
    void sparse_scores_are_exact_dot_products_of_shared_indices() {
        upsert(List.of(
                vectorOnly(1, "plain", vector(List.of(0.1f, 0.7f), List.of(5, 9))),
                vectorOnly(2, "plain", vector(List.of(2f), List.of(9))),
                vectorOnly(3, "plain", vector(List.of(8f), List.of(1)))));

        assertHits(query(nearest(List.of(1f, 0.5f), List.of(5, 9)), "plain"), 2, 1f, 1, 0.1f + 0.35f);
    }

    /// Three points, all with index 1, one with index 2: idf(1) = ln(0.5 / 3.5 + 1), idf(2) = ln(2.5 / 1.5 + 1).
    @Test
    void the_idf_modifier_weighs_rare_indices() {
        upsert(List.of(
                vectorOnly(1, "bm25", vector(List.of(2f), List.of(1))),
                vectorOnly(2, "bm25", vector(List.of(1f, 0.5f), List.of(1, 2))),
                vectorOnly(3, "bm25", vector(List.of(1f), List.of(1)))));

        var hits = query(nearest(List.of(1f, 1f), List.of(1, 2)), "bm25");

        assertHits(hits, 2, 0.133531f + 0.5f * 0.980829f, 1, 2 * 0.133531f, 3, 0.133531f);
    }

    @Test
    void idf_forgets_deleted_and_replaced_points() {
        var rare = vector(List.of(1f), List.of(2));
        upsert(List.of(vectorOnly(1, "bm25", rare), vectorOnly(2, "bm25", rare), vectorOnly(3, "bm25", rare)));

        upsert(List.of(vectorOnly(2, "bm25", vector(List.of(1f), List.of(1)))));
        done(client.deleteAsync(collection, List.of(id(3))));

        // two points left, one with the index: ln(1.5 / 1.5 + 1)
        assertHits(query(nearest(List.of(1f), List.of(2)), "bm25"), 1, 0.693147f);
    }

    /// Dense ranks 1, 2, 3, 4 from 0; sparse ranks 3, 2. With k = 2: 1/2, 1/3 + 1/3, 1/4 + 1/2, 1/5.
    @Test
    void reciprocal_rank_fusion_counts_from_zero_with_k_two() {
        upsert(four());

        assertHits(query(hybrid(fusion(Fusion.RRF))), 3, 0.75f, 2, 2 / 3f, 1, 0.5f, 4, 0.2f);
    }

    /// With k = 60: 1/60, 1/61 + 1/61, 1/62 + 1/60, 1/63. Points 2 and 3 differ in the sixth place.
    @Test
    void reciprocal_rank_fusion_takes_another_k() {
        upsert(four());

        var hits = query(hybrid(rrf(Rrf.newBuilder().setK(60).build())));

        assertHits(hits, 3, 1 / 62f + 1 / 60f, 2, 2 / 61f, 1, 1 / 60f, 4, 1 / 63f);
    }

    /// Scores 1, 0.8, 0.6, 0: mean 0.6, sample deviation sqrt(0.56 / 3) = 0.432049, ends at 0.6 ± 1.296148.
    /// Scores ln(2) * (2, 1): the mean is halfway, so both lie symmetrically at 0.5 ± 0.707107 / 6.
    @Test
    void distribution_based_fusion_adds_normalised_scores() {
        upsert(four());

        var hits = query(hybrid(fusion(Fusion.DBSF)));

        assertHits(hits, 3, 0.5f + 0.617851f, 2, 0.577152f + 0.382149f, 1, 0.654303f, 4, 0.268546f);
    }

    @Test
    void a_query_over_prefetches_scores_only_what_they_found() {
        upsert(four());

        var rescored = QueryPoints.newBuilder()
                .addPrefetch(sparsePrefetch())
                .setQuery(nearest(1, 0))
                .setUsing("dense");

        assertHits(query(rescored), 2, 0.8f, 3, 0.6f);
    }

    @Test
    void prefetches_nest_and_the_outer_filter_reaches_them() {
        upsert(four());

        var inner = PrefetchQuery.newBuilder()
                .addPrefetch(densePrefetch().setLimit(3))
                .addPrefetch(sparsePrefetch())
                .setQuery(fusion(Fusion.RRF))
                .setLimit(2);
        var nested = QueryPoints.newBuilder()
                .addPrefetch(inner)
                .setQuery(nearest(1, 0))
                .setUsing("dense")
                .setFilter(mustNot(hasId(id(3))));

        assertHits(query(nested), 1, 1f, 2, 0.8f);
    }

    @Test
    void a_query_batch_answers_each_in_order() {
        upsert(four());
        var first = QueryPoints.newBuilder()
                .setCollectionName(collection)
                .setQuery(nearest(1, 0))
                .setUsing("dense")
                .setLimit(1);
        var second = first.clone().setQuery(nearest(0, 1));

        var results = done(client.queryBatchAsync(collection, List.of(first.build(), second.build())));

        assertHits(results.get(0).getResultList(), 1, 1f);
        assertHits(results.get(1).getResultList(), 4, 1f);
    }

    @Test
    void answers_hold_the_payload_and_vectors_asked_for() {
        upsert(List.of(point(1, 1, 0, Map.of("title", value("T"), "text", value("long")))));
        var bare = QueryPoints.newBuilder().setQuery(nearest(1, 0)).setUsing("dense");
        var title = PayloadIncludeSelector.newBuilder().addFields("title");

        var nothing = query(bare.clone()).getFirst();
        var some = query(bare.clone()
                        .setWithPayload(WithPayloadSelector.newBuilder().setInclude(title))
                        .setWithVectors(WithVectorsSelector.newBuilder().setEnable(true)))
                .getFirst();

        assertEquals(Map.of(), nothing.getPayloadMap());
        assertFalse(nothing.hasVectors());
        assertEquals(Map.of("title", value("T")), some.getPayloadMap());
        assertTrue(some.getVectors().getVectors().containsVectors("dense"));
    }

    @Test
    void filters_select_what_they_say() {
        upsert(List.of(
                point(1, 1, 0, Map.of("kind", value("post"), "n", value(1), "live", value(true))),
                point(2, 1, 0, Map.of("kind", value("article"), "n", value(2), "at", value("2026-03-01T10:00:00Z"))),
                point(3, 1, 0, Map.of("kind", list(List.of(value("post"), value("code"))), "n", value(2.5))),
                point(4, 1, 0, Map.of("n", value(-1), "at", value("2025-12-31"), "gone", nullValue()))));
        var spring = DatetimeRange.newBuilder().setGte(Timestamp.newBuilder().setSeconds(1_767_225_600)); // 2026-01-01
        var twoAndMore = Range.newBuilder().setGte(2).build();

        assertEquals(List.of(1L, 3L), scrolled(filter(matchKeyword("kind", "post"))));
        assertEquals(List.of(2L, 3L), scrolled(filter(matchKeywords("kind", List.of("article", "code")))));
        assertEquals(List.of(2L, 3L), scrolled(filter(matchExceptKeywords("kind", List.of("post")))));
        assertEquals(List.of(2L), scrolled(filter(match("n", 2))));
        assertEquals(List.of(1L), scrolled(filter(match("live", true))));
        assertEquals(List.of(2L, 3L), scrolled(filter(range("n", twoAndMore))));
        assertEquals(List.of(2L), scrolled(filter(datetimeRange("at", spring.build()))));
        assertEquals(List.of(1L, 3L), scrolled(filter(hasId(List.of(id(3), id(1), id(9))))));
        assertEquals(List.of(4L), scrolled(filter(isEmpty("kind"))));
        assertEquals(List.of(4L), scrolled(filter(isNull("gone"))));
        assertEquals(List.of(2L, 4L), scrolled(mustNot(matchKeyword("kind", "post"))));
        assertEquals(List.of(2L), scrolled(filter(matchText("kind", "artic"))));
        assertEquals(
                List.of(1L, 4L),
                scrolled(Filter.newBuilder()
                        .addShould(match("n", 1))
                        .addShould(match("n", -1))
                        .build()));
        assertEquals(
                List.of(3L),
                scrolled(Filter.newBuilder()
                        .addMust(matchKeyword("kind", "post"))
                        .addMustNot(match("n", 1))
                        .build()));
    }

    @Test
    void counting_takes_a_filter() {
        upsert(four());

        assertEquals(3, done(client.countAsync(collection, filter(matchKeyword("twin", "ann")), true)));
    }

    @Test
    void scrolling_goes_through_all_points_in_id_order() {
        upsert(LongStream.of(30, 5, 100, 7, 2)
                .mapToObj(i -> point(i, 1, 0, Map.of()))
                .toList());
        upsert(List.of(PointStruct.newBuilder()
                .setId(UUID_ID)
                .setVectors(namedVectors(Map.of()))
                .build()));
        var request = ScrollPoints.newBuilder().setCollectionName(collection).setLimit(4);

        var first = done(client.scrollAsync(request.build()));
        var last = done(client.scrollAsync(
                request.clone().setOffset(first.getNextPageOffset()).build()));

        assertEquals(List.of(id(2), id(5), id(7), id(30)), ids(first.getResultList()));
        assertEquals(List.of(id(100), UUID_ID), ids(last.getResultList()));
        assertFalse(last.hasNextPageOffset());
    }

    @Test
    void facets_count_points_by_value_most_frequent_first() {
        upsert(four());
        done(client.createPayloadIndexAsync(collection, "twin", PayloadSchemaType.Keyword, null, true, null, null));

        var hits = done(client.facetAsync(FacetCounts.newBuilder()
                .setCollectionName(collection)
                .setKey("twin")
                .setExact(true)
                .build()));

        assertEquals(
                List.of("ann 3", "bob 1"),
                hits.stream()
                        .map(hit -> hit.getValue().getStringValue() + " " + hit.getCount())
                        .toList());
    }

    @Test
    void payload_indexes_come_and_go() {
        done(client.createPayloadIndexAsync(collection, "twin", PayloadSchemaType.Keyword, null, true, null, null));
        var made = done(client.getCollectionInfoAsync(collection)).getPayloadSchemaMap();
        done(client.deletePayloadIndexAsync(collection, "twin", true, null, null));
        var left = done(client.getCollectionInfoAsync(collection)).getPayloadSchemaMap();

        assertEquals(Set.of("twin"), made.keySet());
        assertEquals(Map.of(), left);
    }

    @Test
    void equal_requests_again_change_nothing() {
        upsert(four());
        upsert(four());
        done(client.deleteAsync(collection, List.of(id(4))));
        done(client.deleteAsync(collection, List.of(id(4))));

        assertEquals(List.of(1L, 2L, 3L), scrolled(Filter.getDefaultInstance()));
    }

    /// Cosines with (1, 0): 1, 0.8, 0.6, 0. Points 2 and 3 share index 7, with weights 1 and 2.
    static List<PointStruct> four() {
        var ann = Map.of("twin", value("ann"));
        return List.of(
                point(1, 1, 0, ann),
                point(2, 4, 3, ann, vector(List.of(1f), List.of(7))),
                point(3, 6, 8, ann, vector(List.of(2f), List.of(7))),
                point(4, 0, 1, Map.of("twin", value("bob"))));
    }

    private static PointStruct point(long number, float x, float y, Map<String, Value> payload) {
        return PointStruct.newBuilder()
                .setId(id(number))
                .setVectors(namedVectors(Map.of("dense", vector(x, y))))
                .putAllPayload(payload)
                .build();
    }

    private static PointStruct point(long number, float x, float y, Map<String, Value> payload, Vector bm25) {
        return PointStruct.newBuilder()
                .setId(id(number))
                .setVectors(namedVectors(Map.of("dense", vector(x, y), "bm25", bm25)))
                .putAllPayload(payload)
                .build();
    }

    private static PointStruct vectorOnly(long number, String name, Vector vector) {
        return PointStruct.newBuilder()
                .setId(id(number))
                .setVectors(namedVectors(Map.of(name, vector)))
                .build();
    }

    private static PrefetchQuery.Builder densePrefetch() {
        return PrefetchQuery.newBuilder().setQuery(nearest(1, 0)).setUsing("dense");
    }

    private static PrefetchQuery.Builder sparsePrefetch() {
        return PrefetchQuery.newBuilder()
                .setQuery(nearest(List.of(1f), List.of(7)))
                .setUsing("bm25");
    }

    private static QueryPoints.Builder hybrid(io.qdrant.client.grpc.Points.Query query) {
        return QueryPoints.newBuilder()
                .addPrefetch(densePrefetch())
                .addPrefetch(sparsePrefetch())
                .setQuery(query);
    }

    private static Filter filter(Condition must) {
        return Filter.newBuilder().addMust(must).build();
    }

    private static Filter mustNot(Condition condition) {
        return Filter.newBuilder().addMustNot(condition).build();
    }

    private void upsert(List<PointStruct> points) {
        done(client.upsertAsync(UpsertPoints.newBuilder()
                .setCollectionName(collection)
                .setWait(true)
                .addAllPoints(points)
                .build()));
    }

    private RetrievedPoint retrieve(PointId id) {
        return done(client.retrieveAsync(collection, List.of(id), true, true, null))
                .getFirst();
    }

    private List<ScoredPoint> query(io.qdrant.client.grpc.Points.Query query, String using) {
        return query(QueryPoints.newBuilder().setQuery(query).setUsing(using));
    }

    private List<ScoredPoint> query(QueryPoints.Builder query) {
        return done(client.queryAsync(query.setCollectionName(collection).build()));
    }

    private List<Long> scrolled(Filter filter) {
        var request = ScrollPoints.newBuilder().setCollectionName(collection).setFilter(filter);
        return done(client.scrollAsync(request.build())).getResultList().stream()
                .map(point -> point.getId().getNum())
                .toList();
    }

    private static List<PointId> ids(List<RetrievedPoint> points) {
        return points.stream().map(RetrievedPoint::getId).toList();
    }

    /// @param idsAndScores id, score, id, score …
    private static void assertHits(List<ScoredPoint> hits, Number... idsAndScores) {
        var expected = new ArrayList<Long>();
        for (int i = 0; i < idsAndScores.length; i += 2) {
            expected.add(idsAndScores[i].longValue());
        }
        assertEquals(expected, hits.stream().map(hit -> hit.getId().getNum()).toList());
        for (int i = 0; i < hits.size(); i++) {
            assertEquals(idsAndScores[2 * i + 1].floatValue(), hits.get(i).getScore(), TOLERANCE, "score of hit " + i);
        }
    }

    private static <T> T done(ListenableFuture<T> call) {
        try {
            return call.get(30, SECONDS);
        } catch (ExecutionException failed) {
            throw new AssertionError(failed.getCause());
        } catch (InterruptedException | TimeoutException failed) {
            throw new AssertionError(failed);
        }
    }

    private static String said(Status refusal) {
        return String.valueOf(refusal.getDescription());
    }

    private static Status refusal(ListenableFuture<?> call) {
        var failed = assertThrows(ExecutionException.class, () -> call.get(30, SECONDS));
        return assertInstanceOf(StatusRuntimeException.class, failed.getCause()).getStatus();
    }
}
