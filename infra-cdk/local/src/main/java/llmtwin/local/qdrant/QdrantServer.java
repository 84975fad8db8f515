package llmtwin.local.qdrant;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.qdrant.client.grpc.QdrantGrpc.QdrantImplBase;
import io.qdrant.client.grpc.QdrantOuterClass.HealthCheckReply;
import io.qdrant.client.grpc.QdrantOuterClass.HealthCheckRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// A vector database that speaks Qdrant's gRPC protocol on the loopback address and keeps its points in Lucene.
///
/// A call that this server does not know is answered with UNIMPLEMENTED and the call's name.
public final class QdrantServer implements AutoCloseable {
    /// The protocol's version; the client warns when it is more than one minor release away from its own.
    private static final String VERSION = "1.18.0";

    private static final int MAX_MESSAGE_BYTES = 64 << 20;
    private static final long DRAIN_SECONDS = 2;

    private final Server server;
    private final Catalog catalog;
    private final ExecutorService threads;

    private QdrantServer(Server server, Catalog catalog, ExecutorService threads) {
        this.server = server;
        this.catalog = catalog;
        this.threads = threads;
    }

    /// Opens what `folder` holds and listens.
    ///
    /// @param folder created if missing; one server at a time may have it open
    /// @param port 0 for any free one
    /// @throws IOException if the port is taken or the folder cannot be used
    public static QdrantServer start(Path folder, int port) throws IOException {
        var catalog = Catalog.open(folder);
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            var server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                    .executor(threads)
                    .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                    .permitKeepAliveTime(10, TimeUnit.SECONDS)
                    .permitKeepAliveWithoutCalls(true)
                    .addService(new Health())
                    .addService(new CollectionsService(catalog))
                    .addService(new PointsService(catalog))
                    .build();
            return new QdrantServer(server.start(), catalog, threads);
        } catch (IOException | RuntimeException failed) {
            threads.close();
            catalog.close();
            throw failed;
        }
    }

    public int port() {
        return server.getPort();
    }

    /// Lets running calls finish for a moment, then closes the index.
    @Override
    public void close() throws IOException {
        server.shutdown();
        try {
            if (!server.awaitTermination(DRAIN_SECONDS, TimeUnit.SECONDS)) {
                server.shutdownNow();
            }
        } catch (InterruptedException _) {
            server.shutdownNow();
            Thread.currentThread().interrupt();
        }
        threads.close();
        catalog.close();
    }

    private static final class Health extends QdrantImplBase {
        @Override
        public void healthCheck(HealthCheckRequest request, StreamObserver<HealthCheckReply> reply) {
            Rpc.answer(
                    reply,
                    () -> HealthCheckReply.newBuilder()
                            .setTitle("qdrant protocol over Lucene")
                            .setVersion(VERSION)
                            .build());
        }
    }
}
