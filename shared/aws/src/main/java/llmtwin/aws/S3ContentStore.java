package llmtwin.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import llmtwin.core.ContentKey;
import llmtwin.core.ContentStore;
import llmtwin.core.DocumentRef;
import llmtwin.core.Origin;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// The content bucket.
public final class S3ContentStore implements ContentStore {
    private final S3Client s3;
    private final S3Presigner presigner;
    private final String bucket;

    public S3ContentStore(S3Client s3, S3Presigner presigner, String bucket) {
        this.s3 = s3;
        this.presigner = presigner;
        this.bucket = bucket;
    }

    @Override
    public void save(ContentKey key, StoredObject object) {
        s3.putObject(
                request -> request.bucket(bucket)
                        .key(key.path())
                        .contentType(object.contentType())
                        .metadata(object.attributes()),
                RequestBody.fromBytes(object.bytes()));
    }

    @Override
    public Optional<StoredObject> load(ContentKey key, long maxBytes) {
        try (var stream = s3.getObject(request -> request.bucket(bucket).key(key.path()))) {
            return Optional.of(read(key, stream, maxBytes));
        } catch (NoSuchKeyException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + key.path(), e);
        }
    }

    private static StoredObject read(ContentKey key, ResponseInputStream<GetObjectResponse> stream, long maxBytes)
            throws IOException {
        bound(key, stream, maxBytes);
        return object(stream.response(), stream.readAllBytes());
    }

    private static void bound(ContentKey key, ResponseInputStream<GetObjectResponse> stream, long maxBytes) {
        long length = stream.response().contentLength();
        if (length > maxBytes) {
            stream.abort();
            throw new TooLarge(key.path(), length, maxBytes);
        }
    }

    private static StoredObject object(GetObjectResponse response, byte[] bytes) {
        return new StoredObject(
                bytes,
                Optional.ofNullable(response.contentType()).orElse("application/octet-stream"),
                response.metadata(),
                response.lastModified());
    }

    @Override
    public Optional<StoredObject> copy(ContentKey key, Path file, long maxBytes) {
        try (var stream = s3.getObject(request -> request.bucket(bucket).key(key.path()))) {
            bound(key, stream, maxBytes);
            Files.copy(stream, file, StandardCopyOption.REPLACE_EXISTING);
            return Optional.of(object(stream.response(), new byte[0]));
        } catch (NoSuchKeyException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot copy " + key.path(), e);
        }
    }

    @Override
    public void erase(DocumentRef ref, Origin origin) {
        eraseAll(ContentKey.RAW + ref + "/", "");
        eraseAll(ContentKey.CLEAN + ref + "/", "");
        if (origin.address().startsWith(Origin.UPLOAD)) {
            var upload = new ContentKey.Upload(ref.twin(), origin.address().substring(Origin.UPLOAD.length()));
            eraseAll(upload.path(), upload.path());
        }
    }

    /// Removes every version and delete marker under the prefix.
    ///
    /// @param only the one key meant; empty for all
    private void eraseAll(String prefix, String only) {
        for (var page :
                s3.listObjectVersionsPaginator(request -> request.bucket(bucket).prefix(prefix))) {
            var versions = versions(page, only);
            if (!versions.isEmpty()) {
                var answer = s3.deleteObjects(request -> request.bucket(bucket)
                        .delete(delete -> delete.objects(versions).quiet(true)));
                if (answer.hasErrors()) {
                    throw new IllegalStateException("could not erase " + answer.errors());
                }
            }
        }
    }

    private static List<ObjectIdentifier> versions(ListObjectVersionsResponse page, String only) {
        var found = new ArrayList<ObjectIdentifier>();
        for (var version : page.versions()) {
            if (only.isEmpty() || version.key().equals(only)) {
                found.add(identifier(version.key(), version.versionId()));
            }
        }
        for (var marker : page.deleteMarkers()) {
            if (only.isEmpty() || marker.key().equals(only)) {
                found.add(identifier(marker.key(), marker.versionId()));
            }
        }
        return found;
    }

    private static ObjectIdentifier identifier(String key, String versionId) {
        return ObjectIdentifier.builder().key(key).versionId(versionId).build();
    }

    @Override
    public UploadLink uploadLink(ContentKey.Upload key, Map<String, String> attributes, Duration validFor) {
        var signed = presigner.presignPutObject(presign -> presign.signatureDuration(validFor)
                .putObjectRequest(put -> put.bucket(bucket).key(key.path()).metadata(attributes)));
        var headers = new TreeMap<String, String>();
        attributes.forEach((name, value) -> headers.put("x-amz-meta-" + name, value));
        try {
            return new UploadLink(signed.url().toURI(), headers);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the link to upload " + key.path() + " is no URI", e);
        }
    }

    @Override
    public URI readLink(ContentKey.Clean key, Duration validFor) {
        try {
            return presigner
                    .presignGetObject(presign -> presign.signatureDuration(validFor)
                            .getObjectRequest(get -> get.bucket(bucket).key(key.path())))
                    .url()
                    .toURI();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the link to read " + key.path() + " is no URI", e);
        }
    }
}
