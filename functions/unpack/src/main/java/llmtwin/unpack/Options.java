package llmtwin.unpack;

import org.jspecify.annotations.Nullable;

/// What of an export is wanted.
///
/// @param replies also posts that answer somebody else
/// @param comments also comments under what others wrote
/// @param owner the owner's e-mail address, to tell their mails from the others; null if not told
record Options(boolean replies, boolean comments, @Nullable String owner) {
    static final Options STANDARD = new Options(false, false, null);
}
