package llmtwin.unpack;

import java.io.IOException;
import java.util.List;

/// Everything that can be unpacked, in the order in which it is tried. One class and one line add an export.
final class Exports {
    static final String SUPPORTED =
            "send an export of Medium, Substack, WordPress, Blogger, LinkedIn, Mastodon, Bluesky, "
                    + "X, ChatGPT, Claude, Obsidian or Notion, an .mbox, or a .zip of files";

    static final Export ANY_FILES = new AnyFiles();

    private static final List<Export> IN_ORDER = List.of(
            new MediumExport(),
            new SubstackExport(),
            new WordPressExport(),
            new LinkedInExport(),
            new AtomExport(),
            new MastodonExport(),
            new BlueskyExport(),
            new XExport(),
            new ChatGptExport(),
            new ClaudeExport(),
            new NotionExport(),
            new MarkdownVault(),
            new MboxExport(),
            new HandbookExport(),
            ANY_FILES);

    private Exports() {}

    /// Which export it is.
    ///
    /// @throws Unreadable if it is none of the known ones
    static Export of(Archive archive) throws IOException {
        for (var export : IN_ORDER) {
            if (export.recognises(archive)) {
                return export;
            }
        }
        throw new Unreadable("this is no export that can be read; " + SUPPORTED);
    }
}
