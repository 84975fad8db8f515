package llmtwin.unpack;

/// How much of an upload is read at most, whatever it claims to hold.
///
/// @param entries files in an archive
/// @param entryBytes of one file that is held in memory; what is read as a stream is bounded by `totalBytes`
/// @param totalBytes unpacked, over all files and every time one is read
/// @param ratio unpacked bytes for each packed one
/// @param nesting how many levels of archives inside archives are read, where an export comes in such parts
record ArchiveLimits(int entries, int entryBytes, long totalBytes, int ratio, int nesting) {
    static final ArchiveLimits STANDARD = new ArchiveLimits(100_000, 32 << 20, 8L << 30, 200, 1);

    ArchiveLimits {
        if (entries < 1 || entryBytes < 1 || totalBytes < 1 || ratio < 1 || nesting < 0) {
            throw new IllegalArgumentException("limits are positive");
        }
    }
}
