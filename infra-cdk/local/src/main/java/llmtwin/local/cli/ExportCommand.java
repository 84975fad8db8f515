package llmtwin.local.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import llmtwin.core.CleanDocument;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "export",
        description = {
            "Write every document's clean text to files: as the data files of the LLM Engineer's Handbook, which its tools",
            "import, or as Markdown. Either can be added again with: scripts/twin add FOLDER (the data files zipped).",
            "Files of the same name are replaced."
        })
final class ExportCommand extends TwinCommand {
    private static final int SHOWN_EVERY = 500;

    enum Format {
        HANDBOOK,
        MARKDOWN
    }

    @Option(
            names = "--to",
            paramLabel = "FOLDER",
            defaultValue = "twin-export",
            description = "Where to write; default ${DEFAULT-VALUE}.")
    Path folder = Path.of("twin-export");

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "handbook",
            description = "handbook: four JSON files, without conversations. markdown: a file for each document.")
    Format format = Format.HANDBOOK;

    @Option(
            names = "--author",
            paramLabel = "NAME",
            defaultValue = "Me",
            description = "In the Handbook's files: who wrote what names no author; default ${DEFAULT-VALUE}.")
    String author = "Me";

    @Option(names = "--json", description = "Print what was written as JSON.")
    boolean json;

    private int written;
    private int leftOut;
    private int withoutText;

    @Override
    public Integer call() {
        var client = target.client();
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new CommandFailed(folder + " is no folder.");
        }
        try (var files = format == Format.MARKDOWN ? new MarkdownFiles(folder) : ExportFiles.handbook(folder, author);
                var texts = new CleanTexts(client)) {
            client.eachDocument("&text=link", document -> take(document, texts, files));
            settle(texts.finish(), files);
            report(files.finish());
        } catch (IOException e) {
            throw cannotWrite(e);
        }
        return 0;
    }

    private void take(JsonNode document, CleanTexts texts, ExportFiles files) {
        var link = document.path("textLink").path("url").asString("");
        if (link.isEmpty()) {
            withoutText++;
        } else {
            settle(texts.fetch(URI.create(link)), files);
        }
    }

    private void settle(List<Optional<CleanDocument>> fetched, ExportFiles files) {
        fetched.forEach(found -> found.ifPresentOrElse(text -> write(text, files), () -> withoutText++));
    }

    private void write(CleanDocument document, ExportFiles files) {
        try {
            if (files.add(document)) {
                written++;
            } else {
                leftOut++;
            }
        } catch (IOException e) {
            throw cannotWrite(e);
        }
        if (!json && (written + leftOut) % SHOWN_EVERY == 0) {
            say((written + leftOut) + " documents …");
        }
    }

    private CommandFailed cannotWrite(IOException e) {
        return new CommandFailed("Cannot write to " + folder + ": " + e, e);
    }

    private void report(Map<String, Integer> files) {
        if (json) {
            var told = new LinkedHashMap<String, Object>();
            told.put("folder", folder.toString());
            told.put("files", files);
            told.put("documents", written);
            told.put("conversationsLeftOut", leftOut);
            told.put("withoutText", withoutText);
            sayJson(told);
            return;
        }
        say("Wrote " + counted(written, "document") + " to " + folder + ":");
        files.forEach((file, count) -> say("  " + file + "  " + count));
        if (leftOut > 0) {
            say("Left out " + counted(leftOut, "conversation") + ", which the Handbook does not have; --format markdown"
                    + " writes them.");
        }
        if (withoutText > 0) {
            say(counted(withoutText, "document")
                    + " without a text of their own (duplicates, archives, skipped or failed).");
        }
    }

    private static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
