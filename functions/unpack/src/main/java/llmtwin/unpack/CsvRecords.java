package llmtwin.unpack;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;
import org.apache.commons.io.input.BOMInputStream;

/// Records of a CSV file whose first line names the columns.
final class CsvRecords {
    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreHeaderCase(true)
            .setIgnoreEmptyLines(true)
            .setAllowMissingColumnNames(true)
            .setDuplicateHeaderMode(DuplicateHeaderMode.ALLOW_ALL)
            .setTrailingData(true)
            .setLenientEof(true)
            .get();

    private static final int MAX_RECORD = 32 << 20;

    private CsvRecords() {}

    /// What is done with one record.
    interface Reading {
        void read(CSVRecord row) throws IOException;
    }

    static void each(Archive archive, String entry, Reading reading) throws IOException {
        archive.endUntold();
        try (var limit = new RecordLimit(archive.open(entry), MAX_RECORD);
                var bytes = BOMInputStream.builder().setInputStream(limit).get();
                var parser = FORMAT.parse(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
            for (var row : parser) {
                limit.next();
                reading.read(row);
            }
        } catch (UncheckedIOException e) {
            throw Archive.broken(entry, e);
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw Archive.broken(entry, e);
        }
    }

    /// The value in a column; empty if there is none.
    static String text(CSVRecord row, String column) {
        return row.isSet(column) ? row.get(column) : "";
    }
}
