package llmtwin.local.cli;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import llmtwin.core.CleanDocument;
import llmtwin.unpack.HandbookFiles;

/// Files that documents are written to, one after the other.
interface ExportFiles extends Closeable {
    /// @return false if these files have no place for such a document
    boolean add(CleanDocument document) throws IOException;

    /// Completes them.
    ///
    /// @return what was written, and how many documents each file or folder has
    Map<String, Integer> finish() throws IOException;

    /// @param author full name of who wrote what names no author
    static ExportFiles handbook(Path folder, String author) throws IOException {
        var files = HandbookFiles.in(folder, author);
        return new ExportFiles() {
            @Override
            public boolean add(CleanDocument document) throws IOException {
                return files.add(document);
            }

            @Override
            public Map<String, Integer> finish() throws IOException {
                return files.finish();
            }

            @Override
            public void close() throws IOException {
                files.close();
            }
        };
    }
}
