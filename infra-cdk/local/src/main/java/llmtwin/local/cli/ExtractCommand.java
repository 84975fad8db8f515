package llmtwin.local.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import llmtwin.clean.Preview;
import llmtwin.clean.Previews;
import llmtwin.core.UploadKind;
import llmtwin.crawl.Check;
import llmtwin.unpack.Contents;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "extract",
        description = {
            "Show what would be indexed of a page, a file, a folder or an export, and",
            "who told its title, author and dates. Nothing is stored, and no twin has to",
            "run. Of four pages of one site or more, also saved ones that name their",
            "address, what repeats over them is left out, as when they are crawled."
        })
final class ExtractCommand extends LocalCommand {
    @Parameters(arity = "1..*", paramLabel = "URL|PATH", description = "What to look into.")
    List<String> things = List.of();

    @Option(names = "--style", description = "Show the text that style is learnt from instead.")
    boolean style;

    @Option(names = "--search", description = "Show the text that is searched instead.")
    boolean search;

    @Mixin
    ExportChoice wanted = new ExportChoice();

    @Option(names = "--json", description = "Print one JSON object a line, with every text.")
    boolean json;

    @Option(names = "--allow-loopback", description = "Visit sites on this machine (127.0.0.1), too.")
    boolean allowLoopback;

    private final Previews previews = new Previews();
    /// What is said when everything has been looked at: only together do the pages of a site show what repeats.
    private final List<Runnable> said = new ArrayList<>();

    private boolean failed;

    /// One line of JSON output.
    record Line(
            String name,
            @Nullable Preview document,
            @Nullable String problem) {}

    @Override
    public Integer call() {
        for (var thing : things) {
            if (thing.contains("://")) {
                page(thing);
            } else {
                files(thing);
            }
        }
        said.forEach(Runnable::run);
        return failed ? 1 : 0;
    }

    /// What cannot be had does not keep the others from being shown.
    private void files(String thing) {
        try {
            var path = Path.of(thing);
            var files = LocalFiles.in(path);
            files.forEach(file -> file(file, LocalFiles.name(path, file)));
            if (files.isEmpty()) {
                problem(thing, "there is no file in this folder");
            }
        } catch (InvalidPathException | CommandFailed e) {
            problem(thing, String.valueOf(e.getMessage()));
        }
    }

    private void page(String url) {
        try {
            var body =
                    Check.fromEnvironment(Crawling.environment(allowLoopback)).fetch(url);
            show(
                    url,
                    body.bytes(),
                    body.contentType(),
                    String.valueOf(body.url().getPath()),
                    body.url());
        } catch (IOException e) {
            problem(url, String.valueOf(e.getMessage()));
        }
    }

    private void file(Path file, String name) {
        try {
            if (UploadKind.of(name).equals(Optional.of(UploadKind.ARCHIVE))) {
                archive(file, name);
            } else {
                show(name, Files.readAllBytes(file), "", name, null);
            }
        } catch (IOException e) {
            problem(name, "the file cannot be read");
        }
    }

    private void archive(Path file, String name) {
        try {
            Contents.read(file, name, wanted.options(), new Contents.Visitor() {
                @Override
                public void document(String address, String path, String contentType, byte[] bytes) {
                    show(address, bytes, contentType, path, null);
                }

                @Override
                public void skipped(String entry, String reason) {
                    problem(name + ": " + entry, reason);
                }
            });
        } catch (IOException e) {
            problem(name, String.valueOf(e.getMessage()));
        }
    }

    private void show(String name, byte[] bytes, String contentType, String path, @Nullable URI url) {
        var preview = previews.add(bytes, contentType, path, url);
        said.add(() -> show(name, preview.get()));
    }

    private void show(String name, Preview preview) {
        if (preview.metadata() == null) {
            sayProblem(name, String.valueOf(preview.reason()));
        } else if (json) {
            sayJson(new Line(name, preview, null));
        } else {
            say("== " + name);
            FactLines.of(preview.metadata(), String.valueOf(preview.extractor()))
                    .forEach(this::say);
            preview.leftOut()
                    .forEach(block -> say("left out   " + block.replace('\n', ' ') + "  (repeats over the site)"));
            say("");
            say(String.valueOf(style ? preview.style() : search ? preview.search() : preview.text()));
        }
    }

    private void problem(String name, String reason) {
        said.add(() -> sayProblem(name, reason));
    }

    private void sayProblem(String name, String reason) {
        failed = true;
        if (json) {
            sayJson(new Line(name, null, reason));
        } else {
            say("== " + name + "\nnothing would be indexed: " + reason);
        }
    }
}
