package llmtwin.clean;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Document;

/// Which lists of a document count and which have bullets; counts while the document is read.
final class DocxNumbering {
    private static final int LEVELS = 9;

    private final Map<String, String> abstractOf = new HashMap<>();
    private final Map<String, String> formats = new HashMap<>();
    private final Map<String, int[]> counters = new HashMap<>();

    private DocxNumbering() {}

    static DocxNumbering of(Optional<Document> xml) {
        var numbering = new DocxNumbering();
        xml.ifPresent(numbering::read);
        return numbering;
    }

    private void read(Document xml) {
        for (var list : xml.select("w|abstractNum")) {
            for (var level : list.select("> w|lvl")) {
                formats.put(
                        list.attr("w:abstractNumId") + "/" + level.attr("w:ilvl"),
                        level.select("> w|numFmt").attr("w:val"));
            }
        }
        for (var list : xml.select("w|num")) {
            abstractOf.put(
                    list.attr("w:numId"), list.select("> w|abstractNumId").attr("w:val"));
        }
    }

    /// What stands before the next item: `- ` or its number. Empty for a list without marks.
    String nextMarker(String list, int level) {
        var counted = counters.computeIfAbsent(list, _ -> new int[LEVELS]);
        counted[level]++;
        for (int deeper = level + 1; deeper < LEVELS; deeper++) {
            counted[deeper] = 0;
        }
        return switch (formats.getOrDefault(abstractOf.getOrDefault(list, "") + "/" + level, "bullet")) {
            case "bullet", "" -> "- ";
            case "none" -> "";
            default -> counted[level] + ". ";
        };
    }
}
