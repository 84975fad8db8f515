package llmtwin.unpack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import llmtwin.core.ExportOptions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveTest {
    private static final ArchiveLimits SMALL = new ArchiveLimits(10, 1 << 20, 20L << 20, 100, 0);

    private static Upload.Read read(byte[] content) {
        return Upload.read("a.zip", content, ExportOptions.STANDARD, SMALL);
    }

    @Test
    void its_files_come_in_the_order_of_their_names(@TempDir Path folder) throws Exception {
        var path = folder.resolve("a.zip");
        Files.write(
                path,
                Upload.zip("a.zip")
                        .with("b.md", "b")
                        .with("c/a.md", "a")
                        .with("a.md", "a")
                        .bytes());

        try (var archive = Archive.open(path, "a.zip", SMALL)) {
            assertEquals(List.of("a.md", "b.md", "c/a.md"), archive.entries());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../a.md",
                "a/../../b.md",
                "/etc/a.md",
                "C:/a.md",
                "C:a.md",
                "..\\a.md",
                "a/./b.md",
                "a//b.md",
                "a\u0000.md",
                "a\n.md",
                " /a.md"
            })
    void a_name_that_leads_out_is_left_out(String name, @TempDir Path folder) throws Exception {
        var path = folder.resolve("a.zip");
        Files.write(
                path, Upload.zip("a.zip").with(name, "x").with("good.md", "y").bytes());

        try (var archive = Archive.open(path, "a.zip", SMALL)) {
            assertEquals(List.of("good.md"), archive.entries());
            assertEquals(1, archive.leftOut());
        }
        assertEquals(Optional.empty(), EntryName.safe(name));
    }

    @Test
    void a_bomb_stops_early() {
        var read = read(Upload.zip("a.zip").with("a.md", new byte[50 << 20]).bytes());

        assertEquals(List.of(), read.files());
        assertNotNull(read.problem() == null ? read.skipped().getFirst().reason() : read.problem());
    }

    @Test
    void many_files_that_unpack_to_too_much_stop_with_the_reason() {
        var upload = Upload.zip("a.zip");
        for (int i = 0; i < 9; i++) {
            var noise = new byte[900 << 10];
            new Random(i).nextBytes(noise);
            upload.with(i + ".pdf", noise);
        }

        var read = Upload.read(
                "a.zip", upload.bytes(), ExportOptions.STANDARD, new ArchiveLimits(10, 1 << 20, 4L << 20, 100, 0));

        assertEquals("it unpacks to more than 4 MB; send it in several parts", read.problem());
        assertEquals(4, read.files().size());
    }

    @Test
    void too_many_files_are_refused() {
        var upload = Upload.zip("a.zip");
        for (int i = 0; i < 11; i++) {
            upload.with(i + ".md", "x");
        }

        assertEquals("it holds more than 10 files", read(upload.bytes()).problem());
    }

    @Test
    void a_large_file_is_skipped_and_the_rest_is_read() {
        var noise = new byte[2 << 20];
        new Random(1).nextBytes(noise);

        var read = read(
                Upload.zip("a.zip").with("a.pdf", noise).with("b.md", "Hello.").bytes());

        assertNull(read.problem());
        assertEquals(List.of(new Member.Skipped("a.pdf", "it is larger than 1 MB")), read.skipped());
        assertEquals("archive:a.zip/b.md", read.files().getFirst().address());
    }

    @Test
    void files_that_share_their_bytes_are_a_bomb() {
        var noise = new byte[10_000];
        new Random(1).nextBytes(noise);
        var zip = ByteBuffer.wrap(Upload.zip("a.zip")
                        .with("a.md", noise)
                        .with("b.md", noise)
                        .bytes())
                .order(ByteOrder.LITTLE_ENDIAN);
        int second = lastIndexOf(zip.array(), new byte[] {'P', 'K', 1, 2});
        zip.putInt(second + 20, 15_000);

        assertEquals(
                "its files overlap, as in a zip that is made to do harm",
                read(zip.array()).problem());
    }

    @Test
    void a_locked_zip_is_named_as_such() {
        var zip = Upload.zip("a.zip").with("a.md", "Hello.").bytes();
        zip[lastIndexOf(zip, new byte[] {'P', 'K', 1, 2}) + 8] |= 1;

        assertEquals(
                "it is password-protected; pack it without a password and send it again",
                read(zip).problem());
    }

    @Test
    void a_zip_cut_short_is_damaged_wherever_it_is_cut() {
        var zip =
                Upload.zip("a.zip").with("a.md", "Hello.").with("b.md", "Bye.").bytes();
        for (int length = 4; length < zip.length; length++) {
            assertNotNull(read(Arrays.copyOf(zip, length)).problem(), "cut at " + length);
        }
    }

    @Test
    void damage_anywhere_ends_in_words() {
        var zip = Upload.zip("a.zip")
                .with("a.md", "Hello, this is a note.")
                .with("b.md", "Bye.")
                .bytes();
        for (int at = 0; at < zip.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                var broken = zip.clone();
                broken[at] ^= (byte) (1 << bit);
                var read = read(broken);
                assertTrue(read.problem() == null || !read.problem().isBlank());
            }
        }
    }

    @Test
    void an_entry_that_claims_more_than_there_is_ends_in_words() throws Exception {
        // Twice the largest number is -2, which no sum of sizes would find too large.
        for (long claim : new long[] {1L << 33, Long.MAX_VALUE}) {
            var zip = ByteBuffer.wrap(zip64("a.md", "b.md")).order(ByteOrder.LITTLE_ENDIAN);
            for (int at = 0; at < zip.limit() - 20; at++) {
                boolean zip64Sizes = zip.getShort(at) == 1 && zip.getShort(at + 2) >= 16 && zip.getLong(at + 4) == 6;
                if (zip64Sizes) {
                    zip.putLong(at + 12, claim);
                }
            }

            var problem = read(zip.array()).problem();

            assertEquals("a file in it claims to be larger than the whole", problem);
        }
    }

    private static byte[] zip64(String... names) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipArchiveOutputStream(bytes)) {
            zip.setUseZip64(Zip64Mode.AlwaysWithCompatibility);
            for (var name : names) {
                var entry = new ZipArchiveEntry(name);
                entry.setMethod(ZipArchiveEntry.STORED);
                entry.setSize(6);
                entry.setCrc(crc("Hello."));
                zip.putArchiveEntry(entry);
                zip.write("Hello.".getBytes(StandardCharsets.UTF_8));
                zip.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static long crc(String text) {
        var crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }

    @Test
    void a_zip64_that_tells_the_truth_is_read() throws Exception {
        assertEquals(2, read(zip64("a.md", "b.md")).files().size());
    }

    @Test
    @SuppressWarnings("PreferCharsetOverload") // The overload is private.
    void names_of_old_programs_are_read_in_their_code_page() throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipArchiveOutputStream(bytes)) {
            zip.setEncoding("IBM437");
            zip.setUseLanguageEncodingFlag(false);
            zip.setCreateUnicodeExtraFields(ZipArchiveOutputStream.UnicodeExtraFieldPolicy.NEVER);
            for (var name : List.of("Gärten/Böden.md", "Gärten/Bäder.md")) {
                zip.putArchiveEntry(new ZipArchiveEntry(name));
                zip.write("Hello.".getBytes(StandardCharsets.UTF_8));
                zip.closeArchiveEntry();
            }
        }

        assertEquals(
                List.of("Gärten/Bäder.md", "Gärten/Böden.md"),
                read(bytes.toByteArray()).files().stream()
                        .map(Member.File::name)
                        .toList());
    }

    @Test
    void of_two_files_of_one_name_the_first_counts(@TempDir Path folder) throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipArchiveOutputStream(bytes)) {
            for (var text : List.of("First.", "Second.")) {
                zip.putArchiveEntry(new ZipArchiveEntry("a.md"));
                zip.write(text.getBytes(StandardCharsets.UTF_8));
                zip.closeArchiveEntry();
            }
        }
        var path = folder.resolve("a.zip");
        Files.write(path, bytes.toByteArray());

        try (var archive = Archive.open(path, "a.zip", SMALL)) {
            assertEquals("First.", new String(archive.bytes("a.md"), StandardCharsets.UTF_8));
            assertEquals(1, archive.leftOut());
        }
    }

    @Test
    void a_file_whose_bytes_have_changed_is_damaged_and_the_rest_is_read() throws Exception {
        var zip = zip64("a.md", "b.md");
        zip[lastIndexOf(zip, "Hello.".getBytes(StandardCharsets.UTF_8))] ^= 1;

        var read = read(zip);

        assertEquals(List.of(new Member.Skipped("b.md", "b.md is damaged or cut short")), read.skipped());
        assertEquals(1, read.files().size());
    }

    @Test
    void an_archive_in_an_archive_is_no_writing() {
        var inner = Upload.zip("").with("a.md", "Hello.").bytes();

        var read = read(
                Upload.zip("").with("inner.zip", inner).with("b.md", "Bye.").bytes());

        assertEquals(1, read.files().size());
        assertNull(read.problem());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%PDF-1.7\n",
                "\u0089PNG\r\n",
                "MZ\u0000\u0000",
                "<html>",
                "\u007FELF",
                "Rar!\u001A\u0007",
                "7z\u00BC\u00AF",
                ""
            })
    void a_file_that_claims_to_be_an_archive_says_what_can_be_sent(String content) {
        for (var name : List.of("a.zip", "a.tgz", "a.json", "a.mbox", "a.car", "a.xml")) {
            var problem = Upload.file(name, content.getBytes(StandardCharsets.ISO_8859_1))
                    .problem();

            assertTrue(String.valueOf(problem).contains("send an export of Medium"), name + ": " + problem);
        }
    }

    @Test
    void a_tar_is_read_without_its_links(@TempDir Path folder) throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            var content = "Hello.".getBytes(StandardCharsets.UTF_8);
            for (var name : List.of("b.md", "a.md", "../c.md")) {
                var entry = new TarArchiveEntry(name, true);
                entry.setSize(content.length);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
            var link = new TarArchiveEntry("link.md", TarArchiveEntry.LF_SYMLINK);
            link.setLinkName("/etc/passwd");
            tar.putArchiveEntry(link);
            tar.closeArchiveEntry();
        }
        var path = folder.resolve("a.tar.gz");
        Files.write(path, bytes.toByteArray());

        try (var archive = Archive.open(path, "a.tar.gz", SMALL)) {
            assertEquals(List.of("a.md", "b.md"), archive.entries());
            assertEquals(2, archive.leftOut());
            assertEquals("Hello.", new String(archive.bytes("a.md"), StandardCharsets.UTF_8));
        }
        var read = Upload.read("a.tar.gz", bytes.toByteArray(), ExportOptions.STANDARD, SMALL);
        assertEquals(2, read.files().size());
        assertNotNull(
                Upload.file("a.tar.gz", Arrays.copyOf(bytes.toByteArray(), 60)).problem());
    }

    @Test
    void a_file_that_is_no_export_says_what_can_be_sent() {
        assertTrue(String.valueOf(Upload.file("a.json", "{}").problem()).contains("send an export of Medium"));
    }

    private static int lastIndexOf(byte[] bytes, byte[] wanted) {
        for (int i = bytes.length - wanted.length; i >= 0; i--) {
            if (Arrays.equals(Arrays.copyOfRange(bytes, i, i + wanted.length), wanted)) {
                return i;
            }
        }
        throw new AssertionError("not there");
    }
}
