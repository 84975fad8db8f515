package llmtwin.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.qdrant.client.grpc.Points.CountPoints;
import io.qdrant.client.grpc.Points.CountResponse;
import io.qdrant.client.grpc.Points.CountResult;
import io.qdrant.client.grpc.PointsGrpc.PointsImplBase;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import llmtwin.core.DocumentRef;
import llmtwin.core.IndexUnavailable;
import llmtwin.core.Origin;
import llmtwin.core.TwinId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class QdrantOutageTest {
    private static final TwinId TWIN = new TwinId("me");
    private static final DocumentRef REF = new DocumentRef(
            TWIN, Origin.ofPage(URI.create("https://example.org/a"), null).documentId(TWIN));

    @Test
    void a_server_that_is_down_is_said_and_used_again_when_it_is_back() throws IOException {
        int port = freePort();
        try (var index = index(port, null)) {
            var down = assertThrows(IndexUnavailable.class, () -> index.count(REF));
            assertEquals("the search index at localhost:" + port + " cannot be reached", down.getMessage());

            var server = serve(port, new Counting(7), null);
            assertEquals(7, index.count(REF));
            server.shutdownNow();
            assertThrows(IndexUnavailable.class, () -> index.count(REF));
            server = serve(port, new Counting(8), null);
            assertEquals(8, index.count(REF));
            server.shutdownNow();
        }
    }

    @Test
    void a_server_that_never_answers_is_given_up() throws IOException {
        try (var silent = new ServerSocket(0);
                var index = index(silent.getLocalPort(), null)) {
            var slow = assertThrows(IndexUnavailable.class, () -> index.count(REF));

            assertEquals(
                    "the search index at localhost:" + silent.getLocalPort() + " did not answer within 500 ms",
                    slow.getMessage());
        }
    }

    @Test
    void the_key_goes_with_every_call_and_a_wrong_one_is_said() throws IOException {
        int port = freePort();
        var server = serve(port, new Counting(1), "right");
        try (var right = index(port, "right");
                var wrong = index(port, "wrong")) {
            assertEquals(1, right.count(REF));
            var refused = assertThrows(IndexUnavailable.class, () -> wrong.count(REF));
            assertEquals("the search index at localhost:" + port + " refuses the API key", refused.getMessage());
        } finally {
            server.shutdownNow();
        }
    }

    private static QdrantChunkIndex index(int port, @Nullable String key) {
        return new QdrantChunkIndex(
                new QdrantAddress("localhost", port, false, key),
                new NamedEmbedder("m", 8),
                Duration.ofMillis(500),
                Duration.ofMillis(500));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static Server serve(int port, PointsImplBase service, @Nullable String key) throws IOException {
        return Grpc.newServerBuilderForPort(port, InsecureServerCredentials.create())
                .addService(service)
                .intercept(new KeyCheck(key))
                .build()
                .start();
    }

    private static final class Counting extends PointsImplBase {
        private final long count;

        Counting(long count) {
            this.count = count;
        }

        @Override
        public void count(CountPoints request, StreamObserver<CountResponse> reply) {
            reply.onNext(CountResponse.newBuilder()
                    .setResult(CountResult.newBuilder().setCount(count))
                    .build());
            reply.onCompleted();
        }
    }

    private record KeyCheck(@Nullable String key) implements ServerInterceptor {
        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            var given = headers.get(Metadata.Key.of("api-key", Metadata.ASCII_STRING_MARSHALLER));
            if (key != null && !key.equals(given)) {
                call.close(Status.UNAUTHENTICATED, new Metadata());
                return new ServerCall.Listener<>() {};
            }
            return next.startCall(call, headers);
        }
    }
}
