package llmtwin.local.mongo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import llmtwin.core.Category;
import llmtwin.core.CodeFence;
import llmtwin.core.Piece;
import llmtwin.core.RepositoryFiles;
import llmtwin.core.Sha256;
import llmtwin.core.UploadKind;
import llmtwin.unpack.Member;

/// A part of a record on its way into the twin.
final class Upload {
    private static final String PIECE = ".piece";

    private final String name;
    private final String contentType;
    private final byte[] content;

    private Upload(String name, String contentType, byte[] content) {
        this.name = name;
        this.contentType = contentType;
        this.content = content;
    }

    static Upload of(Piece piece) {
        return new Upload(
                piece.address() + PIECE, Piece.MEDIA_TYPE, piece.toJson().getBytes(UTF_8));
    }

    /// A document under its own name, for a twin reads more out of it. Source code goes as a piece: then it is called
    /// by its path in the repository, and `.js` is not taken for an export.
    static Upload of(Member.File file) {
        if (UploadKind.of(file.name()).equals(Optional.of(UploadKind.DOCUMENT))) {
            return new Upload(file.address(), "", file.bytes());
        }
        var text = new String(file.bytes(), UTF_8);
        var language = RepositoryFiles.wanted(file.name(), file.bytes().length)
                .map(RepositoryFiles.Wanted::language)
                .orElse("");
        var piece = Piece.at(file.address(), Category.REPOSITORY).title(file.name());
        return of(
                language.equals("text")
                        ? piece.body(Piece.Format.TEXT, text).build()
                        : piece.body(Piece.Format.MARKDOWN, CodeFence.of(text, language) + "\n")
                                .build());
    }

    String name() {
        return name;
    }

    String contentType() {
        return contentType;
    }

    /// Not a copy: it may have many megabytes, and nobody here changes it.
    byte[] content() {
        return content;
    }

    Sha256 version() {
        return Sha256.of(content);
    }

    @Override
    public String toString() {
        return name + " (" + content.length + " bytes)";
    }
}
