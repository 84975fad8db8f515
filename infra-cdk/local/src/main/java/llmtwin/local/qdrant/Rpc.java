package llmtwin.local.qdrant;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import org.apache.lucene.store.AlreadyClosedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One unary call: the value goes back as the reply, an exception as the status a Qdrant server sends for it.
final class Rpc {
    private static final Logger log = LoggerFactory.getLogger(Rpc.class);

    private Rpc() {}

    interface Handler<T> {
        T reply() throws IOException;
    }

    static <T> void answer(StreamObserver<T> observer, Handler<T> handler) {
        T reply;
        try {
            reply = handler.reply();
        } catch (StatusRuntimeException refused) {
            observer.onError(refused);
            return;
        } catch (AlreadyClosedException closed) {
            var gone = Status.NOT_FOUND.withDescription("Not found: the collection was deleted during the call");
            observer.onError(gone.withCause(closed).asRuntimeException());
            return;
        } catch (IOException | RuntimeException failed) {
            log.error("call failed", failed);
            var internal = Status.INTERNAL.withDescription("Service internal error: " + failed);
            observer.onError(internal.withCause(failed).asRuntimeException());
            return;
        }
        observer.onNext(reply);
        observer.onCompleted();
    }

    static StatusRuntimeException noCollection(String name) {
        return notFound("Collection `" + name + "` doesn't exist!");
    }

    static StatusRuntimeException notFound(String what) {
        return Status.NOT_FOUND.withDescription("Not found: " + what).asRuntimeException();
    }

    static StatusRuntimeException alreadyExists(String name) {
        return Status.ALREADY_EXISTS
                .withDescription("Wrong input: Collection `" + name + "` already exists!")
                .asRuntimeException();
    }

    static StatusRuntimeException wrongInput(String what) {
        return Status.INVALID_ARGUMENT.withDescription("Wrong input: " + what).asRuntimeException();
    }

    /// Part of a known call that only a real Qdrant server can do.
    static StatusRuntimeException unimplemented(String what) {
        return Status.UNIMPLEMENTED
                .withDescription(what + " is not part of the local Qdrant server")
                .asRuntimeException();
    }
}
