package llmtwin.clean;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;

/// Files made for tests.
final class Samples {
    private static final String WORD = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

    private Samples() {}

    /// A PDF with a page for each list of lines, in 11 point type.
    static byte[] pdf(List<List<String>> pages) throws IOException {
        try (var document = document(pages)) {
            return bytes(document);
        }
    }

    static byte[] encryptedPdf() throws IOException {
        try (var document = document(List.of(List.of("Nobody reads this without the word.")))) {
            document.protect(new StandardProtectionPolicy("owner", "reader", new AccessPermission()));
            return bytes(document);
        }
    }

    private static PDDocument document(List<List<String>> pages) throws IOException {
        var document = new PDDocument();
        for (var lines : pages) {
            var page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            try (var content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(new PDType1Font(FontName.HELVETICA), 11);
                content.setLeading(14);
                content.newLineAtOffset(70, 760);
                for (var line : lines) {
                    content.showText(line);
                    content.newLine();
                }
                content.endText();
            }
        }
        return document;
    }

    private static byte[] bytes(PDDocument document) throws IOException {
        var bytes = new ByteArrayOutputStream();
        document.save(bytes);
        return bytes.toByteArray();
    }

    /// A DOCX with this body.
    static byte[] docx(String body) throws IOException {
        return docx("", body);
    }

    /// A DOCX with this document type declaration and body.
    static byte[] docx(String docType, String body) throws IOException {
        return docx(docType, body, Map.of());
    }

    /// A DOCX with this document type declaration and body, and further parts.
    static byte[] docx(String docType, String body, Map<String, byte[]> more) throws IOException {
        var xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + docType + "<w:document " + WORD + "><w:body>" + body
                + "</w:body></w:document>";
        var files = new LinkedHashMap<String, byte[]>();
        files.put("word/document.xml", xml.getBytes(UTF_8));
        files.putAll(more);
        return zip(files);
    }

    /// Notes of a DOCX, as its part has them.
    ///
    /// @param kind `footnote` or `endnote`
    static byte[] docxNotes(String kind, String notes) {
        return ("<w:" + kind + "s " + WORD + ">" + notes + "</w:" + kind + "s>").getBytes(UTF_8);
    }

    /// An OpenDocument text with this content of `office:text`.
    static byte[] odt(String text) throws IOException {
        return odt("", text, Map.of());
    }

    /// An OpenDocument text with this document type declaration, content and further parts.
    static byte[] odt(String docType, String text, Map<String, byte[]> more) throws IOException {
        var files = new LinkedHashMap<String, byte[]>();
        files.put("mimetype", "application/vnd.oasis.opendocument.text".getBytes(UTF_8));
        var xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + docType
                + "<office:document-content><office:body><office:text>" + text
                + "</office:text></office:body></office:document-content>";
        files.put("content.xml", xml.getBytes(UTF_8));
        files.putAll(more);
        return zip(files);
    }

    /// An EPUB with one chapter for each text of a body, and further parts.
    static byte[] epub(List<String> chapters, Map<String, byte[]> more) throws IOException {
        var files = new LinkedHashMap<String, byte[]>();
        files.put("mimetype", "application/epub+zip".getBytes(UTF_8));
        files.put("META-INF/container.xml", "<container><rootfile full-path='b.opf'/></container>".getBytes(UTF_8));
        var items = new StringBuilder();
        var spine = new StringBuilder();
        for (int i = 0; i < chapters.size(); i++) {
            items.append("<item id='c").append(i).append("' href='c").append(i).append(".html'/>");
            spine.append("<itemref idref='c").append(i).append("'/>");
            files.put("c" + i + ".html", ("<html><body>" + chapters.get(i) + "</body></html>").getBytes(UTF_8));
        }
        var opf = "<package><manifest>" + items + "</manifest><spine>" + spine + "</spine></package>";
        files.put("b.opf", opf.getBytes(UTF_8));
        files.putAll(more);
        return zip(files);
    }

    static byte[] zip(Map<String, byte[]> files) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(entry(file.getKey(), file.getValue()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    /// The entry `mimetype` is stored, so that its content can be seen without unpacking; others are compressed.
    private static ZipEntry entry(String name, byte[] content) {
        var entry = new ZipEntry(name);
        if (name.equals("mimetype")) {
            var sum = new CRC32();
            sum.update(content);
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(content.length);
            entry.setCrc(sum.getValue());
        }
        return entry;
    }
}
