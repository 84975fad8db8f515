package llmtwin.local.cli;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import llmtwin.core.Sha256;
import llmtwin.local.mongo.TwinUploads;

/// The uploads of the twin behind a client.
final class UploadedDocuments implements TwinUploads {
    private static final String UPLOAD = "upload:";

    private final Client client;
    private final Uploads uploads;
    private final SentUploads sent;
    /// Ids by name.
    private final Map<String, String> documents = new ConcurrentHashMap<>();

    UploadedDocuments(Client client, Uploads uploads, SentUploads sent) {
        this.sent = sent;
        this.client = client;
        this.uploads = uploads;
    }

    @Override
    public Map<String, String> versions(String prefix) {
        var versions = new HashMap<>(sent.versions(prefix));
        client.eachDocument("", document -> {
            var address = document.path("address").asString();
            if (address.startsWith(UPLOAD + prefix)) {
                var name = address.substring(UPLOAD.length());
                documents.put(name, document.path("id").asString());
                if (Progress.isFailure(document)) {
                    versions.put(name, "");
                } else {
                    versions.putIfAbsent(name, document.path("version").asString(""));
                }
            }
        });
        return versions;
    }

    @Override
    public Optional<String> write(String name, byte[] content, String contentType) {
        try {
            documents.put(name, uploads.add(name, content, contentType));
            sent.note(name, Sha256.of(content));
            return Optional.empty();
        } catch (Refused e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void remove(String name) {
        var document = documents.remove(name);
        if (document != null) {
            client.forget("/v1/documents/" + document);
        }
    }
}
