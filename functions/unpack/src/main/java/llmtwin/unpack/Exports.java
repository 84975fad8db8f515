package llmtwin.unpack;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/// Everything that can be unpacked, in the order in which it is tried. One class and one line add an export.
final class Exports {
    static final String SUPPORTED =
            "send an export of Medium, Substack, WordPress, Blogger, LinkedIn, Mastodon, Bluesky, "
                    + "X, ChatGPT, Claude, Obsidian or Notion, an .mbox, or a .zip of files";

    private static final List<Export> IN_ORDER = List.of(new AnyFiles());

    private Exports() {}

    /// Hands over everything in an upload.
    ///
    /// @return the name of the export it is
    /// @throws Unreadable if it is none of the known ones, or no more of it can be read
    static String read(Archive archive, Options options, Consumer<Member> members) throws Unreadable {
        try {
            var export = of(archive);
            export.read(archive, options, members);
            return export.name();
        } catch (IOException e) {
            throw Archive.broken("it", e);
        }
    }

    private static Export of(Archive archive) throws IOException {
        for (var export : IN_ORDER) {
            if (export.recognises(archive)) {
                return export;
            }
        }
        throw new Unreadable("this is no export that can be read; " + SUPPORTED);
    }
}
