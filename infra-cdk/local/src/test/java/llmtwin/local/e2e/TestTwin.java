package llmtwin.local.e2e;

import java.net.URI;
import llmtwin.core.TwinId;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/// A running system, as its tests reach it.
interface TestTwin extends AutoCloseable {
    URI api();

    /// A key that opens the writing of this twin.
    String newKey(TwinId twin);

    S3Client s3();

    SqsClient sqs();

    String bucket();

    String cleanQueueUrl();

    @Override
    void close();
}
