package llmtwin.local.cli;

import java.nio.charset.StandardCharsets;
import java.util.List;
import llmtwin.clean.Preview;
import llmtwin.clean.Previews;
import llmtwin.core.Piece;
import llmtwin.unpack.Member;

/// Shows what records would become in the twin.
final class ImportPreview {
    private static final int MAX_SHOWN = 600;

    private final LocalCommand command;
    private final boolean json;

    ImportPreview(LocalCommand command, boolean json) {
        this.command = command;
        this.json = json;
    }

    void show(String collection, String mapping, List<Member> members) {
        if (!json) {
            command.say("== " + collection + ": " + mapping);
        }
        for (var member : members) {
            switch (member) {
                case Member.Writing(var piece) ->
                    show(
                            piece.address(),
                            piece.toJson().getBytes(StandardCharsets.UTF_8),
                            Piece.MEDIA_TYPE,
                            piece.address());
                case Member.File file -> show(file.address(), file.bytes(), file.contentType(), file.name());
                case Member.Blank(var name, var reason) -> skipped(name, reason);
                case Member.Skipped(var name, var reason) -> skipped(name, reason);
            }
        }
    }

    private void show(String address, byte[] bytes, String contentType, String name) {
        show(address, new Previews().add(bytes, contentType, name, null).get());
    }

    private void show(String name, Preview preview) {
        var metadata = preview.metadata();
        if (json) {
            command.sayJson(new ExtractCommand.Line(name, preview, preview.reason()));
        } else if (metadata == null) {
            skipped(name, String.valueOf(preview.reason()));
        } else {
            command.say("-- " + name);
            FactLines.of(metadata, String.valueOf(preview.extractor())).forEach(command::say);
            var text = String.valueOf(preview.text()).strip();
            command.say("\n" + (text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + " …") + "\n");
        }
    }

    private void skipped(String name, String reason) {
        if (json) {
            command.sayJson(new ExtractCommand.Line(name, null, reason));
        } else {
            command.say("-- " + name + "\nnot imported: " + reason + "\n");
        }
    }
}
