package llmtwin.unpack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import llmtwin.core.ExportOptions;

/// A vault of Obsidian, or any folder of Markdown notes, zipped. Attachments, settings and the bin are left out.
final class MarkdownVault implements Export {
    private static final Predicate<String> NOTES = Archive.ending(Pattern.compile("[^/]+\\.(?:md|markdown)"));

    @Override
    public String name() {
        return "vault";
    }

    /// By the settings of Obsidian; or because there is nothing else to read but notes.
    @Override
    public boolean recognises(Archive archive) {
        return archive.packs()
                && (archive.entries().stream().anyMatch(entry -> entry.contains(".obsidian/"))
                        || (archive.entries().stream().anyMatch(NOTES)
                                && archive.entries().stream()
                                        .filter(entry -> FileType.of(entry).isPresent())
                                        .allMatch(NOTES)));
    }

    @Override
    public boolean namesDocumentsByEntry() {
        return true;
    }

    @Override
    public void read(Archive archive, ExportOptions options, Consumer<Member> members) throws IOException {
        archive.each(NOTES.and(MarkdownVault::isNote), members, (entry, bytes) -> {
            var note = ObsidianMarkdown.plain(new String(bytes, StandardCharsets.UTF_8));
            if (!note.isBlank()) {
                members.accept(new Member.File(
                        Addresses.of(archive, entry),
                        entry,
                        "text/markdown; charset=utf-8",
                        note.getBytes(StandardCharsets.UTF_8)));
            }
        });
    }

    private static boolean isNote(String entry) {
        return !entry.endsWith(".excalidraw.md")
                && !entry.startsWith("__MACOSX/")
                && Arrays.stream(entry.split("/", -1)).noneMatch(part -> part.startsWith("."));
    }
}
