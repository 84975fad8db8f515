package llmtwin.unpack;

import llmtwin.core.Origin;
import llmtwin.core.Sha256;

/// Addresses of what lies in an upload.
final class Addresses {
    private static final int MAX_ID = 600;

    private Addresses() {}

    /// Of a piece of an account, the same in every export of it.
    ///
    /// @param id as the export has it; one that is no name becomes its hash
    static String of(Export export, String id) {
        var stripped = id.strip();
        boolean odd = stripped.isEmpty()
                || stripped.length() > MAX_ID
                || stripped.codePoints().anyMatch(Character::isISOControl);
        return export.name() + ":" + (odd ? Sha256.of(id).hex() : stripped);
    }

    /// Of a file in an uploaded archive.
    static String of(Archive archive, String entry) {
        return Origin.ARCHIVE + archive.name() + "/" + entry;
    }
}
