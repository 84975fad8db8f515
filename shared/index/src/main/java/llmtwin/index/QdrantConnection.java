package llmtwin.index;

import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import io.grpc.stub.AbstractBlockingStub;
import io.grpc.stub.MetadataUtils;
import io.qdrant.client.grpc.CollectionsGrpc;
import io.qdrant.client.grpc.CollectionsGrpc.CollectionsBlockingStub;
import io.qdrant.client.grpc.PointsGrpc;
import io.qdrant.client.grpc.PointsGrpc.PointsBlockingStub;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import llmtwin.core.IndexUnavailable;

/// Calls to one Qdrant server, each with a time limit. Connects at the first call and again whenever needed.
final class QdrantConnection implements AutoCloseable {
    private static final Metadata.Key<String> API_KEY = Metadata.Key.of("api-key", Metadata.ASCII_STRING_MARSHALLER);
    private static final int MAX_MESSAGE_BYTES = 64 << 20;

    private static final int ATTEMPTS = 4;
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final QdrantAddress address;
    private final ManagedChannel channel;
    private final PointsBlockingStub points;
    private final CollectionsBlockingStub collections;

    QdrantConnection(QdrantAddress address) {
        this.address = address;
        ChannelCredentials credentials =
                address.tls() ? TlsChannelCredentials.create() : InsecureChannelCredentials.create();
        this.channel = Grpc.newChannelBuilderForAddress(address.host(), address.port(), credentials)
                .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                .build();
        this.points = authorised(PointsGrpc.newBlockingStub(channel));
        this.collections = authorised(CollectionsGrpc.newBlockingStub(channel));
    }

    private <S extends AbstractBlockingStub<S>> S authorised(S stub) {
        var key = address.apiKey();
        if (key == null) {
            return stub;
        }
        var headers = new Metadata();
        headers.put(API_KEY, key);
        return stub.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    /// @throws NoSuchCollection if the call names a collection that is not there
    /// @throws IndexUnavailable if no answer can be had
    <T> T points(Duration limit, Function<PointsBlockingStub, T> call) throws NoSuchCollection {
        return call(points, limit, call);
    }

    /// @throws NoSuchCollection if the call names a collection that is not there
    /// @throws IndexUnavailable if no answer can be had
    <T> T collections(Duration limit, Function<CollectionsBlockingStub, T> call) throws NoSuchCollection {
        return call(collections, limit, call);
    }

    /// Every call here may run again; one that met a dead connection, as after a pause of the function, does.
    private <S extends AbstractBlockingStub<S>, T> T call(S stub, Duration limit, Function<S, T> call)
            throws NoSuchCollection {
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            try {
                return once(stub, limit, call);
            } catch (StatusRuntimeException e) {
                if (e.getStatus().getCode() != Status.Code.UNAVAILABLE) {
                    throw failure(e, limit);
                }
                reconnect();
                // An attempt to connect that is still going on would fail the next call with its old reason.
                LockSupport.parkNanos(attempt * PAUSE.toNanos());
            }
        }
        try {
            return once(stub, limit, call);
        } catch (StatusRuntimeException last) {
            throw failure(last, limit);
        }
    }

    private static <S extends AbstractBlockingStub<S>, T> T once(S stub, Duration limit, Function<S, T> call) {
        return call.apply(stub.withDeadlineAfter(limit.toMillis(), TimeUnit.MILLISECONDS));
    }

    private RuntimeException failure(StatusRuntimeException e, Duration limit) throws NoSuchCollection {
        var what = "the search index at " + address;
        return switch (e.getStatus().getCode()) {
            case NOT_FOUND -> throw new NoSuchCollection(e);
            case UNAVAILABLE -> new IndexUnavailable(what + " cannot be reached", e);
            case DEADLINE_EXCEEDED -> {
                // Perhaps the connection is dead without either side knowing: the next call makes a new one.
                reconnect();
                yield new IndexUnavailable(what + " did not answer within " + limit.toMillis() + " ms", e);
            }
            case UNAUTHENTICATED, PERMISSION_DENIED -> new IndexUnavailable(what + " refuses the API key", e);
            case INVALID_ARGUMENT -> new IllegalStateException(what + " did not understand: " + e.getMessage(), e);
            default -> new IndexUnavailable(what + " failed: " + e.getMessage(), e);
        };
    }

    /// Drops what connection there is and the waiting time before the next one.
    private void reconnect() {
        channel.enterIdle();
        channel.resetConnectBackoff();
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }

    /// The collection does not exist, or no longer.
    static final class NoSuchCollection extends Exception {
        private static final long serialVersionUID = 1L;

        NoSuchCollection(Throwable cause) {
            super("Qdrant does not have the collection", cause);
        }
    }
}
