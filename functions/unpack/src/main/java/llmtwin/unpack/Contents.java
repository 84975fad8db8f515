package llmtwin.unpack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;
import llmtwin.core.ExportOptions;
import llmtwin.core.Piece;

/// What is in an archive, for people who look into their own exports before they send them.
public final class Contents {
    private Contents() {}

    /// Receives what is in an archive.
    public interface Visitor {
        /// A document.
        ///
        /// @param address what will name it
        /// @param name its path in the archive, or its address
        void document(String address, String name, String contentType, byte[] bytes);

        /// Something that looked like writing and cannot be read.
        void skipped(String name, String reason);
    }

    /// Hands over everything in it, in order.
    ///
    /// @return which export it is
    /// @throws IOException with the reason in words, if it is none that is known or it is broken
    public static String read(Path file, String name, ExportOptions options, Visitor visitor) throws IOException {
        try (var archive = Archive.open(file, name, ArchiveLimits.STANDARD)) {
            var export = Exports.of(archive);
            export.read(archive, options, to(visitor));
            return export.name();
        } catch (IOException e) {
            throw Archive.broken("it", e);
        }
    }

    private static Consumer<Member> to(Visitor visitor) {
        return member -> {
            switch (member) {
                case Member.File one -> visitor.document(one.address(), one.name(), one.contentType(), one.bytes());
                case Member.Writing(var piece) ->
                    visitor.document(
                            piece.address(),
                            piece.address(),
                            Piece.MEDIA_TYPE,
                            piece.toJson().getBytes(StandardCharsets.UTF_8));
                case Member.Blank(var name, var reason) -> visitor.skipped(name, reason);
                case Member.Skipped(var name, var reason) -> visitor.skipped(name, reason);
            }
        };
    }
}
