package llmtwin.core;

import org.jspecify.annotations.Nullable;

/// What a server gave to ask it later whether something changed (RFC 9110, section 8.8).
public record Validators(@Nullable String etag, @Nullable String lastModified) {
    public static final Validators NONE = new Validators(null, null);
}
