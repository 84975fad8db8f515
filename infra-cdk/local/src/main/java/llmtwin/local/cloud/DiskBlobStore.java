package llmtwin.local.cloud;

import java.nio.file.Path;
import org.gaul.s3proxy.nio2blob.AbstractNio2BlobStore;

/// S3Proxy's file system store, which also accepts version ids and encryption headers.
///
/// A bucket here is never versioned: each object has the one version `null`, as on S3 before versioning is
/// switched on, so code that deletes all versions of a key works. Encryption headers are kept and reported;
/// the bytes on this disk are as safe as the disk.
final class DiskBlobStore extends AbstractNio2BlobStore {
    DiskBlobStore(Path folder) {
        super(folder);
    }

    @Override
    public boolean supportsVersioning() {
        return true;
    }

    @Override
    public boolean supportsServerSideEncryption() {
        return true;
    }
}
