package llmtwin.aws.api;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import llmtwin.core.ChatModel;
import llmtwin.core.IndexUnavailable;
import llmtwin.core.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/// Says in the caller's words what an exception means, and in the log what it was.
final class Failure {
    private static final Logger log = LoggerFactory.getLogger(Failure.class);
    private static final Pattern SERVICE = Pattern.compile("software\\.amazon\\.awssdk\\.services\\.(\\w+)\\..*");
    private static final String RETRY_SECONDS = "5";

    private Failure() {}

    static Response answer(RuntimeException failure) {
        return switch (failure) {
            case IllegalArgumentException e -> Response.problem(Problem.badRequest(String.valueOf(e.getMessage())));
            case IndexUnavailable e -> unavailable("The search index (Qdrant)", e);
            case ChatModel.Unavailable e -> unavailable("The language model", e);
            case SdkException e -> unavailable(service(e), e);
            default -> internal(failure);
        };
    }

    private static Response unavailable(String what, RuntimeException failure) {
        log.warn("out of reach: {}", what, failure);
        return Response.problem(Problem.unavailable(what + " cannot be reached now. Nothing is lost; try again soon."))
                .with("Retry-After", RETRY_SECONDS);
    }

    private static Response internal(RuntimeException failure) {
        log.error("a request failed", failure);
        return Response.problem(new Problem(
                "/problems/internal",
                "Something went wrong here",
                500,
                "The request failed for a reason of ours, which is in the log"));
    }

    /// A failed connection does not say which service was meant, but its stack does.
    private static String service(SdkException failure) {
        return Stream.of(failure.getStackTrace())
                .map(frame -> SERVICE.matcher(frame.getClassName()))
                .filter(matcher -> matcher.matches())
                .map(matcher -> matcher.group(1))
                .findFirst()
                .or(() -> Optional.of(failure.getClass().getName())
                        .map(SERVICE::matcher)
                        .filter(matcher -> matcher.matches())
                        .map(matcher -> matcher.group(1)))
                .map(Failure::inWords)
                .orElse("A service behind this API");
    }

    private static String inWords(String service) {
        return switch (service) {
            case "dynamodb" -> "The ledger (DynamoDB)";
            case "s3" -> "The content store (S3)";
            case "sqs" -> "The queues (SQS)";
            default -> "A service behind this API";
        };
    }
}
