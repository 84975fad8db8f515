package llmtwin.clean;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import llmtwin.core.Piece;

/// What a file is: told by its content first, then by its content type, then by its name.
enum FileKind {
    HTML,
    MARKDOWN,
    TEXT,
    PDF,
    DOCX,
    ODT,
    EPUB,
    RTF,
    EMAIL,
    MHTML,
    RST,
    NOTEBOOK,
    /// A file of source code or settings.
    SOURCE,
    /// Writing with the facts of the export it comes from.
    PIECE,
    /// It holds other documents.
    ARCHIVE,
    /// The container of Word 97 files and of encrypted Office files.
    OLE2;

    private static final byte[] OLE2_MAGIC = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};
    private static final byte[] ZIP_MAGIC = {'P', 'K', 3, 4};
    private static final byte[] DOCX_PART = "word/document.xml".getBytes(StandardCharsets.US_ASCII);
    private static final Pattern HEADER = Pattern.compile("(?:\\s*|From .*\\R)[A-Za-z][A-Za-z0-9-]*:.*\\R");
    private static final Pattern SAVED_PAGE = Pattern.compile(
            "(?im)^snapshot-content-location:|^content-type:\\s*multipart/related;\\s*type=\"text/html\"");
    private static final String OPEN_DOCUMENT = "application/vnd.oasis.opendocument.";
    private static final String EPUB_TYPE = "application/epub+zip";
    private static final byte[] MIMETYPE = "mimetype".getBytes(StandardCharsets.US_ASCII);
    /// Where the name of the first file stands in a zip archive.
    private static final int MIMETYPE_AT = 30;
    /// PDF readers accept a header within this many bytes (ISO 32000, annex H, note 13).
    private static final int PDF_HEADER_WITHIN = 1024;

    /// Empty if it is none of these.
    static Optional<FileKind> of(byte[] bytes, Hints hints) {
        if (hints.mediaType().equals(Piece.MEDIA_TYPE)) {
            return Optional.of(PIECE);
        }
        var start = new String(bytes, 0, Math.min(bytes.length, PDF_HEADER_WITHIN), StandardCharsets.ISO_8859_1);
        if (start.startsWith("%PDF-") || (start.contains("%PDF-") && !isSource(hints))) {
            return Optional.of(PDF);
        }
        if (start.startsWith("{\\rtf")) {
            return Optional.of(RTF);
        }
        if (Bytes.startsWith(bytes, OLE2_MAGIC)) {
            return Optional.of(OLE2);
        }
        if (Bytes.startsWith(bytes, ZIP_MAGIC)) {
            return zip(bytes, hints);
        }
        var message = message(start, hints);
        if (message.isPresent()) {
            return message;
        }
        if (looksBinary(bytes)) {
            return Optional.empty();
        }
        // A script may begin like the page it makes; on the web the same name stands for the page.
        boolean web = hints.url() != null && !hints.handler().equals("git");
        if (looksLikeHtml(start) && (web || !isSource(hints))) {
            return Optional.of(HTML);
        }
        return declared(hints);
    }

    private static boolean isSource(Hints hints) {
        return (isUnspecific(hints) || isCode(hints.mediaType()))
                && SourceLanguages.of(hints).isPresent();
    }

    private static boolean isCode(String mediaType) {
        return mediaType.matches(
                "text/(?:x-(?!rst|markdown).+|css|javascript)|application/(?:x-)?(?:javascript|yaml|sh|toml|sql)");
    }

    /// Whether the media type is one of those that senders say who know no better.
    private static boolean isUnspecific(Hints hints) {
        return switch (hints.mediaType()) {
            case "", "text/plain", "application/octet-stream", "binary/octet-stream" -> true;
            default -> false;
        };
    }

    /// A text may begin like a header; only with a type or name that fits is it a message. A saved page says enough.
    private static Optional<FileKind> message(String start, Hints hints) {
        if (!HEADER.matcher(start).lookingAt()) {
            return Optional.empty();
        }
        if (SAVED_PAGE.matcher(start).find()
                || is(hints, "multipart/related", "mhtml")
                || hints.extension().equals("mht")) {
            return Optional.of(MHTML);
        }
        return is(hints, "message/rfc822", "eml") ? Optional.of(EMAIL) : Optional.empty();
    }

    /// OpenDocument texts and EPUB books begin with a file that names their media type.
    private static Optional<FileKind> zip(byte[] bytes, Hints hints) {
        var type = mimetypeEntry(bytes);
        if (type.startsWith(OPEN_DOCUMENT)) {
            return type.startsWith(OPEN_DOCUMENT + "text") ? Optional.of(ODT) : Optional.empty();
        }
        if (type.startsWith(EPUB_TYPE) || is(hints, EPUB_TYPE, "epub")) {
            return Optional.of(EPUB);
        }
        if (Bytes.contains(bytes, DOCX_PART)) {
            return Optional.of(DOCX);
        }
        return Optional.of(is(hints, OPEN_DOCUMENT + "text", "odt") ? ODT : ARCHIVE);
    }

    /// What the first file of the archive says if it is called `mimetype`; empty otherwise.
    private static String mimetypeEntry(byte[] zip) {
        if (zip.length < MIMETYPE_AT + MIMETYPE.length || zip[26] != MIMETYPE.length || zip[27] != 0) {
            return "";
        }
        int content = MIMETYPE_AT + MIMETYPE.length + (zip[28] & 0xFF) + ((zip[29] & 0xFF) << 8);
        boolean named = Arrays.equals(zip, MIMETYPE_AT, MIMETYPE_AT + MIMETYPE.length, MIMETYPE, 0, MIMETYPE.length);
        return named && content < zip.length
                ? new String(zip, content, Math.min(80, zip.length - content), StandardCharsets.ISO_8859_1)
                : "";
    }

    private static boolean is(Hints hints, String mediaType, String extension) {
        return hints.mediaType().equals(mediaType) || hints.extension().equals(extension);
    }

    private static Optional<FileKind> declared(Hints hints) {
        return switch (hints.mediaType()) {
            case "text/html", "application/xhtml+xml" -> Optional.of(HTML);
            case "text/markdown", "text/x-markdown" -> Optional.of(MARKDOWN);
            case "text/x-rst", "text/prs.fallenstein.rst" -> Optional.of(RST);
            case "application/x-ipynb+json" -> Optional.of(NOTEBOOK);
            default ->
                isUnspecific(hints) ? byExtension(hints) : isSource(hints) ? Optional.of(SOURCE) : Optional.empty();
        };
    }

    private static Optional<FileKind> byExtension(Hints hints) {
        return switch (hints.extension()) {
            case "html", "htm", "xhtml" -> Optional.of(HTML);
            case "md", "markdown", "mdown", "mkd" -> Optional.of(MARKDOWN);
            case "rst", "rest" -> Optional.of(RST);
            case "ipynb" -> Optional.of(NOTEBOOK);
            case "piece" -> Optional.of(PIECE);
            case "txt", "text" -> Optional.of(TEXT);
            default -> isSource(hints) ? Optional.of(SOURCE) : mayBeText(hints) ? Optional.of(TEXT) : Optional.empty();
        };
    }

    private static boolean mayBeText(Hints hints) {
        return hints.extension().isEmpty() || (hints.mediaType().equals("text/plain") && hints.url() != null);
    }

    /// A NUL stands in no text but UTF-16, which starts with its byte order mark.
    private static boolean looksBinary(byte[] bytes) {
        return !TextDecoder.hasUtf16Mark(bytes) && Bytes.contains(bytes, new byte[] {0});
    }

    private static boolean looksLikeHtml(String start) {
        var head = start.replace("\u0000", "")
                .replaceFirst("^(\u00EF\u00BB\u00BF|\u00FF\u00FE|\u00FE\u00FF)", "")
                .stripLeading()
                .toLowerCase(Locale.ROOT);
        return head.startsWith("<!doctype html") || head.startsWith("<html");
    }
}
