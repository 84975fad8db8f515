package llmtwin.unpack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import llmtwin.core.Category;
import llmtwin.core.ExportOptions;
import llmtwin.core.Piece;
import org.apache.commons.csv.CSVRecord;
import org.jsoup.nodes.Entities;

/// The archive that Substack sends: `posts.csv` with a line for each post, and its text in `posts/{id}.{slug}.html`.
final class SubstackExport implements Export {
    private static final Pattern LIST = Pattern.compile("posts\\.csv");
    private static final Predicate<String> POSTS = Archive.ending(Pattern.compile("posts/[^/]+\\.html"));
    /// Sound and film; what stands beside them are notes on the show.
    private static final Set<String> NO_WRITING = Set.of("podcast", "video");

    @Override
    public String name() {
        return "substack";
    }

    @Override
    public boolean recognises(Archive archive) throws IOException {
        var list = archive.find(LIST);
        return list.isPresent() && archive.head(list.get()).contains("post_id");
    }

    @Override
    public void read(Archive archive, ExportOptions options, Consumer<Member> members) throws IOException {
        var list = archive.find(LIST).orElseThrow(() -> new Unreadable("posts.csv is missing"));
        var published = new HashMap<String, CSVRecord>();
        CsvRecords.each(archive, list, row -> {
            if (isPublished(row)) {
                published.put(CsvRecords.text(row, "post_id"), row);
            }
        });
        archive.each(POSTS, members, (entry, bytes) -> {
            var row = published.get(EntryName.stem(entry));
            if (row != null) {
                members.accept(new Member.Writing(piece(row, new String(bytes, StandardCharsets.UTF_8))));
            }
        });
    }

    private static boolean isPublished(CSVRecord row) {
        return CsvRecords.text(row, "is_published").equalsIgnoreCase("true")
                && !NO_WRITING.contains(CsvRecords.text(row, "type"))
                && CsvRecords.text(row, "podcast_url").isBlank();
    }

    private Piece piece(CSVRecord row, String html) {
        var id = CsvRecords.text(row, "post_id");
        int dot = id.indexOf('.');
        var subtitle = CsvRecords.text(row, "subtitle");
        var lead = subtitle.isBlank() ? "" : "<p>" + Entities.escape(subtitle) + "</p>\n";
        boolean note = CsvRecords.text(row, "type").equals("thread");
        return Piece.at(
                        Addresses.of(this, dot > 0 ? id.substring(0, dot) : id),
                        note ? Category.POST : Category.ARTICLE)
                .title(CsvRecords.text(row, "title"))
                .published(Times.parse(CsvRecords.text(row, "post_date")))
                .body(Piece.Format.HTML, lead + html)
                .build();
    }
}
