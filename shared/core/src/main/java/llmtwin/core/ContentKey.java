package llmtwin.core;

import java.util.Optional;
import java.util.regex.Pattern;

/// The name of an object in the content bucket.
public sealed interface ContentKey {
    /// Starts the key of everything as fetched from its origin.
    String RAW = "raw/";
    /// Starts the key of everything people drop.
    String UPLOADS = "uploads/";
    /// Starts the key of every clean document.
    String CLEAN = "clean/";

    /// The key as S3 has it, not URL-encoded.
    String path();

    /// `raw/{twin}/{document}/{sha}`: the bytes of one version as fetched.
    record Raw(DocumentRef ref, Sha256 content) implements ContentKey {
        @Override
        public String path() {
            return RAW + ref + "/" + content;
        }
    }

    /// `uploads/{twin}/{name}`: a file as a person dropped it.
    ///
    /// @param name may contain slashes; no empty, `.` or `..` segment, no control characters, 1 to 800 long
    record Upload(TwinId twin, String name) implements ContentKey {
        private static final Pattern BAD_SEGMENT = Pattern.compile("(^|/)\\.{0,2}(/|$)");
        private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
        private static final int MAX_LENGTH = 800;

        /// @throws IllegalArgumentException if the name breaks a rule
        public Upload {
            if (name.isEmpty() || name.length() > MAX_LENGTH) {
                throw new IllegalArgumentException("an upload's name has 1 to " + MAX_LENGTH + " characters");
            }
            if (BAD_SEGMENT.matcher(name).find() || CONTROL.matcher(name).find()) {
                throw new IllegalArgumentException(
                        "upload name '" + name + "' has an empty, '.' or '..' part or a control character");
            }
        }

        @Override
        public String path() {
            return UPLOADS + twin + "/" + name;
        }

        public Origin origin() {
            return Origin.ofUpload(name);
        }

        public DocumentRef ref() {
            return new DocumentRef(twin, origin().documentId(twin));
        }
    }

    /// `clean/{twin}/{document}/{sha}.json`: the clean document of one version.
    record Clean(DocumentRef ref, Sha256 content) implements ContentKey {
        @Override
        public String path() {
            return CLEAN + ref + "/" + content + ".json";
        }
    }

    /// The key with this path, or empty if it is none of ours.
    static Optional<ContentKey> parse(String path) {
        try {
            if (path.startsWith(UPLOADS)) {
                var parts = path.substring(UPLOADS.length()).split("/", 2);
                return parts.length == 2 ? Optional.of(new Upload(new TwinId(parts[0]), parts[1])) : Optional.empty();
            }
            var parts = path.split("/", -1);
            if (parts.length != 4) {
                return Optional.empty();
            }
            var ref = new DocumentRef(new TwinId(parts[1]), new DocumentId(parts[2]));
            if (path.startsWith(RAW)) {
                return Optional.of(new Raw(ref, new Sha256(parts[3])));
            }
            if (path.startsWith(CLEAN) && parts[3].endsWith(".json")) {
                return Optional.of(new Clean(ref, new Sha256(parts[3].substring(0, parts[3].length() - 5))));
            }
            return Optional.empty();
        } catch (IllegalArgumentException _) {
            // Another shape than ours: somebody else's object under our prefix.
            return Optional.empty();
        }
    }
}
