package llmtwin.clean;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
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
        var xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + docType + "<w:document " + WORD + "><w:body>" + body
                + "</w:body></w:document>";
        return zip(Map.of("word/document.xml", xml.getBytes(UTF_8)));
    }

    static byte[] zip(Map<String, byte[]> files) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
