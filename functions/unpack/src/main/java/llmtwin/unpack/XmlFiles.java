package llmtwin.unpack;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Finds XML exports in an upload by how they start.
final class XmlFiles {
    private static final int MOST = 50;

    private XmlFiles() {}

    /// The entries that start as such an export does. None if other writing makes up most of the archive: a feed in
    /// a folder of somebody's code is no export.
    static List<String> of(Archive archive, Predicate<String> named, Pattern start) throws IOException {
        if (!archive.holdsMostly(named)) {
            return List.of();
        }
        var found = new ArrayList<String>();
        for (var entry : archive.entries().stream().filter(named).limit(MOST).toList()) {
            if (start.matcher(archive.head(entry)).find()) {
                found.add(entry);
            }
        }
        return found;
    }
}
