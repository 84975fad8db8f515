package llmtwin.local.cloud;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gaul.s3proxy.CrossOriginResourceSharing;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;

/// S3 over a folder, by S3Proxy; signatures are checked as on AWS.
final class S3Server implements AutoCloseable {
    private final S3Proxy proxy;
    private final URI endpoint;

    private S3Server(S3Proxy proxy, URI endpoint) {
        this.proxy = proxy;
        this.endpoint = endpoint;
    }

    static S3Server start(Path folder, int port, String accessKey, String secretKey, ObjectEvents events)
            throws Exception {
        Files.createDirectories(folder);
        URI endpoint = URI.create("http://127.0.0.1:" + port);
        S3Proxy proxy = S3Proxy.builder()
                .blobStore(new NotifyingBlobStore(new KeyedBlobStore(new DiskBlobStore(folder)), events))
                .endpoint(endpoint)
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, accessKey, secretKey)
                .ignoreUnknownHeaders(true)
                // As the content bucket of the template allows: a browser uploads by links made for it.
                .corsRules(
                        new CrossOriginResourceSharing(List.of("*"), List.of("PUT"), List.of("*"), List.of("ETag"), ""))
                .jettyMaxThreads(32)
                .stopTimeout(0)
                .build();
        proxy.start();
        return new S3Server(proxy, endpoint);
    }

    URI endpoint() {
        return endpoint;
    }

    @Override
    public void close() throws IOException {
        try {
            proxy.stop();
        } catch (Exception e) {
            throw new IOException("S3 did not stop", e);
        }
    }
}
