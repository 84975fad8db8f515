package llmtwin.unpack;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import llmtwin.core.ContentKey;
import llmtwin.core.ContentStore.StoredObject;
import llmtwin.core.DocumentRef;
import llmtwin.core.ExportOptions;
import llmtwin.core.Origin;
import llmtwin.core.RawFacts;
import llmtwin.core.Sha256;
import llmtwin.core.Source;
import llmtwin.core.SourceId;
import llmtwin.core.UploadedRepository;
import llmtwin.core.Version;
import llmtwin.core.WebAddress;
import org.jspecify.annotations.Nullable;

/// A stored archive as what it is: one version of a document that holds others.
///
/// @param source that everything in it belongs to
/// @param handler who brought it: `upload`, `git`
/// @param told what of an uploaded export is wanted
/// @param files where readers find its files, followed by their path; null if nowhere
record Packed(
        DocumentRef ref,
        Origin origin,
        SourceId source,
        Version version,
        String handler,
        ExportOptions.Told told,
        @Nullable String files) {
    private static final String REPOSITORY = "git";
    private static final ExportOptions.Told NOTHING_TOLD = ExportOptions.of(Map.of());

    /// @param created when the object was written; for an upload that is when its bytes were seen
    /// @throws IllegalArgumentException if the object is none that a source led to
    static Packed of(ContentKey key, StoredObject object, Path file, Instant created) throws IOException {
        var content = hash(file);
        return switch (key) {
            case ContentKey.Upload upload -> uploaded(upload, new Version(content, created), object);
            case ContentKey.Raw raw -> {
                var facts = RawFacts.of(raw, object.attributes());
                var source = facts.origin().source();
                if (source == null) {
                    throw new IllegalArgumentException(key.path() + " belongs to no source");
                }
                var version = new Version(content, facts.observed());
                yield new Packed(
                        raw.ref(),
                        facts.origin(),
                        source,
                        version,
                        facts.handler(),
                        NOTHING_TOLD,
                        files(object.attributes()));
            }
            case ContentKey.Clean clean -> throw new IllegalArgumentException(clean.path() + " is no archive");
        };
    }

    private static Packed uploaded(ContentKey.Upload upload, Version version, StoredObject object) {
        var address = upload.origin().address();
        var source =
                Source.ofArchive(upload.twin(), address, version.observed()).id();
        var told = ExportOptions.of(object.attributes());
        var container = new Origin(address, source, null);
        return UploadedRepository.of(object.attributes())
                .map(tree -> new Packed(
                        upload.ref(), container, source, version, REPOSITORY, told, files(tree.toAttributes())))
                .orElseGet(() -> new Packed(upload.ref(), container, source, version, "upload", told, null));
    }

    /// Where hosts of repositories show a file of a branch.
    private static @Nullable String files(Map<String, String> attributes) {
        var repository = attributes.get("repository");
        var branch = attributes.get("branch");
        if (repository == null || branch == null) {
            return null;
        }
        var host = URI.create(repository).getHost();
        var folder = switch (host == null ? "" : host) {
            case "bitbucket.org" -> "/src/";
            case "codeberg.org" -> "/src/branch/";
            case "gitlab.com" -> "/-/blob/";
            default -> "/blob/";
        };
        return repository.replaceFirst("(\\.git)?/*$", "") + folder + branch + "/";
    }

    /// Where readers find a file of it; null if nowhere.
    @Nullable
    URI url(String path) {
        if (files == null) {
            return null;
        }
        try {
            return WebAddress.parse(
                    files + new URI(null, null, "/" + path, null).getRawPath().substring(1));
        } catch (URISyntaxException | IllegalArgumentException _) {
            return null; // Too long, or no path at all.
        }
    }

    private static Sha256 hash(Path file) throws IOException {
        try (var content = Files.newInputStream(file)) {
            return Sha256.of(content);
        }
    }

    /// Whether it may be somebody's export. Files in a repository are code, also where they look like one.
    boolean isExport() {
        return isUpload() && !handler.equals(REPOSITORY);
    }

    boolean isUpload() {
        return origin.address().startsWith(Origin.UPLOAD);
    }

    /// Whether the archive is all that its source has, and not one of many documents of a site.
    boolean isSource() {
        return source.equals(Source.idOf(ref.twin(), origin.address()));
    }

    /// Whether a document at this address is a file in it.
    boolean holds(String address) {
        return address.startsWith(Origin.ARCHIVE + name() + "/");
    }

    /// Its own address, as its source has it.
    URI address() {
        return isUpload()
                ? Source.ofArchive(ref.twin(), origin.address(), version.observed())
                        .url()
                : URI.create(origin.address());
    }

    /// How its owner calls it.
    String name() {
        return isUpload() ? origin.address().substring(Origin.UPLOAD.length()) : origin.address();
    }
}
