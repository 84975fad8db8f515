package llmtwin.clean;

/// Reads one kind of file. The same bytes and hints give the same outcome.
interface Extractor {
    CleanOutcome extract(byte[] bytes, Hints hints);
}
