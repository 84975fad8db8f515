package llmtwin.local.cloud;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.SdkResponses;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/// Any key S3 allows, over a store that takes keys for file names: see [KeyFiles].
final class KeyedBlobStore extends ForwardingBlobStore {
    private static final int MAX_PAGE = 1000;

    /// The requests of running uploads: S3Proxy hands on only bucket and key when an upload is completed.
    private final Map<String, CreateMultipartUploadRequest> uploads = new ConcurrentHashMap<>();

    KeyedBlobStore(BlobStore files) {
        super(files);
    }

    @Override
    public boolean blobExists(String bucket, String key) {
        return super.blobExists(bucket, KeyFiles.fileOf(key));
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream payload) {
        return super.putBlob(
                request.toBuilder().key(KeyFiles.fileOf(request.key())).build(), payload);
    }

    @Override
    public HeadObjectResponse blobMetadata(HeadObjectRequest request) {
        return super.blobMetadata(
                request.toBuilder().key(KeyFiles.fileOf(request.key())).build());
    }

    @Override
    public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
        return super.getBlob(
                request.toBuilder().key(KeyFiles.fileOf(request.key())).build());
    }

    @Override
    public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
        return super.removeBlob(
                request.toBuilder().key(KeyFiles.fileOf(request.key())).build());
    }

    @Override
    public CopyObjectResponse copyBlob(CopyObjectRequest request) {
        return super.copyBlob(request.toBuilder()
                .sourceKey(KeyFiles.fileOf(request.sourceKey()))
                .destinationKey(KeyFiles.fileOf(request.destinationKey()))
                .build());
    }

    @Override
    public ObjectCannedACL getBlobAccess(String bucket, String key) {
        return super.getBlobAccess(bucket, KeyFiles.fileOf(key));
    }

    @Override
    public ObjectCannedACL getBlobAccess(String bucket, String key, @Nullable String versionId) {
        return super.getBlobAccess(bucket, KeyFiles.fileOf(key), versionId);
    }

    @Override
    public void setBlobAccess(String bucket, String key, ObjectCannedACL access) {
        super.setBlobAccess(bucket, KeyFiles.fileOf(key), access);
    }

    @Override
    public void setBlobAccess(String bucket, String key, ObjectCannedACL access, @Nullable String versionId) {
        super.setBlobAccess(bucket, KeyFiles.fileOf(key), access, versionId);
    }

    @Override
    public ListObjectsV2Response list(ListObjectsV2Request request) {
        String after = request.continuationToken() != null ? request.continuationToken() : request.startAfter();
        Page page = page(request.bucket(), request.prefix(), request.delimiter(), after, request.maxKeys());
        return SdkResponses.objectsPage(page.objects(), page.prefixes(), page.next());
    }

    @Override
    public ListObjectVersionsResponse listVersions(ListObjectVersionsRequest request) {
        Page page =
                page(request.bucket(), request.prefix(), request.delimiter(), request.keyMarker(), request.maxKeys());
        return ListObjectVersionsResponse.builder()
                .versions(
                        page.objects().stream().map(KeyedBlobStore::onlyVersion).toList())
                .commonPrefixes(page.prefixes())
                .isTruncated(page.next() != null)
                .nextKeyMarker(page.next())
                .build();
    }

    @Override
    public MultipartUpload initiateMultipartUpload(CreateMultipartUploadRequest request) {
        MultipartUpload upload = super.initiateMultipartUpload(
                request.toBuilder().key(KeyFiles.fileOf(request.key())).build());
        uploads.put(upload.id(), request);
        return new MultipartUpload(upload.id(), request, upload.response());
    }

    @Override
    public void abortMultipartUpload(MultipartUpload upload) {
        super.abortMultipartUpload(filed(upload));
        uploads.remove(upload.id());
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(
            MultipartUpload upload, CompleteMultipartUploadRequest request) {
        CompleteMultipartUploadResponse response = super.completeMultipartUpload(
                filed(upload),
                request.toBuilder().key(KeyFiles.fileOf(request.key())).build());
        uploads.remove(upload.id());
        return response;
    }

    @Override
    public UploadPartResponse uploadMultipartPart(
            MultipartUpload upload, UploadPartRequest request, InputStream payload) {
        return super.uploadMultipartPart(filed(upload), request, payload);
    }

    @Override
    public List<Part> listMultipartUpload(MultipartUpload upload) {
        return super.listMultipartUpload(filed(upload));
    }

    @Override
    public List<software.amazon.awssdk.services.s3.model.MultipartUpload> listMultipartUploads(String bucket) {
        return super.listMultipartUploads(bucket).stream()
                .flatMap(upload -> KeyFiles.keyOf(upload.key()).stream()
                        .map(key -> upload.toBuilder().key(key).build()))
                .toList();
    }

    private MultipartUpload filed(MultipartUpload upload) {
        CreateMultipartUploadRequest request = uploads.getOrDefault(upload.id(), upload.request());
        return new MultipartUpload(
                upload.id(),
                request.toBuilder().key(KeyFiles.fileOf(upload.blobName())).build());
    }

    private static ObjectVersion onlyVersion(S3Object object) {
        return ObjectVersion.builder()
                .key(object.key())
                .versionId("null")
                .isLatest(true)
                .eTag(object.eTag())
                .size(object.size())
                .lastModified(object.lastModified())
                .build();
    }

    /// One page of a listing; `next` is the last name on it, or null when nothing follows.
    private record Page(
            List<S3Object> objects,
            List<CommonPrefix> prefixes,
            @Nullable String next) {}

    private Page page(
            String bucket,
            @Nullable String prefix,
            @Nullable String delimiter,
            @Nullable String after,
            @Nullable Integer maxKeys) {
        var names = names(bucket, prefix == null ? "" : prefix, delimiter == null ? "" : delimiter);
        var rest = after == null ? names : names.tailMap(after, false);
        List<S3Object> objects = new ArrayList<>();
        List<CommonPrefix> prefixes = new ArrayList<>();
        int room = maxKeys == null ? MAX_PAGE : maxKeys;
        String last = null;
        for (var entry : rest.entrySet()) {
            if (objects.size() + prefixes.size() == room) {
                return new Page(objects, prefixes, last);
            }
            last = entry.getKey();
            entry.getValue()
                    .ifPresentOrElse(objects::add, () -> prefixes.add(SdkResponses.commonPrefix(entry.getKey())));
        }
        return new Page(objects, prefixes, null);
    }

    /// Keys with their objects, and common prefixes without, in key order.
    private NavigableMap<String, Optional<S3Object>> names(String bucket, String prefix, String delimiter) {
        NavigableMap<String, Optional<S3Object>> names = new TreeMap<>();
        ListObjectsV2Request folder = ListObjectsV2Request.builder()
                .bucket(bucket)
                .prefix(KeyFiles.folderOf(prefix))
                .build();
        for (S3Object file : super.list(folder).contents()) {
            String key = KeyFiles.keyOf(file.key()).orElse(null);
            if (key == null || !key.startsWith(prefix)) {
                continue;
            }
            int cut = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
            if (cut < 0) {
                names.put(key, Optional.of(file.toBuilder().key(key).build()));
            } else {
                names.put(key.substring(0, cut + delimiter.length()), Optional.empty());
            }
        }
        return names;
    }
}
