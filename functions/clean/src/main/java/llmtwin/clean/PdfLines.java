package llmtwin.clean;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/// Reads the lines of a PDF in the order in which they were written, which follows columns.
final class PdfLines extends PDFTextStripper {
    private static final int MAX_CHARS = 20_000_000;

    private final List<Line> lines = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final List<TextPosition> glyphs = new ArrayList<>();
    private int chars;

    /// A line as it stands on its page, in points from the upper left corner.
    ///
    /// @param size of its largest letters
    record Line(int page, float left, float right, float bottom, float size, String text) {}

    private PdfLines() {
        setLineSeparator("\n");
    }

    static List<Line> of(PDDocument document) throws IOException {
        var reader = new PdfLines();
        reader.writeText(document, Writer.nullWriter());
        return reader.lines;
    }

    @Override
    protected void writeString(String word, List<TextPosition> positions) throws IOException {
        chars += word.length();
        if (chars > MAX_CHARS) {
            throw new IOException("it has more than " + MAX_CHARS + " characters");
        }
        text.append(word);
        glyphs.addAll(positions);
    }

    @Override
    protected void writeWordSeparator() {
        text.append(' ');
    }

    @Override
    protected void writeLineSeparator() {
        var line = Lines.squeezed(text.toString());
        if (!line.isEmpty() && !glyphs.isEmpty()) {
            var first = glyphs.getFirst();
            var last = glyphs.getLast();
            float size = 0;
            for (var glyph : glyphs) {
                size = Math.max(size, glyph.getFontSizeInPt());
            }
            lines.add(new Line(
                    getCurrentPageNo(),
                    first.getXDirAdj(),
                    last.getXDirAdj() + last.getWidthDirAdj(),
                    first.getYDirAdj(),
                    size,
                    line));
        }
        text.setLength(0);
        glyphs.clear();
    }

    @Override
    protected void endPage(PDPage page) {
        writeLineSeparator();
    }
}
