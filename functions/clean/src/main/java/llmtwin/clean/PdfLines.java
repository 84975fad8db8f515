package llmtwin.clean;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.form.PDTransparencyGroup;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/// Reads the lines of a PDF in the order in which they were written, which follows columns.
final class PdfLines extends PDFTextStripper {
    private static final int MAX_CHARS = 20_000_000;
    private static final int MAX_OPERATORS = 20_000_000;
    /// A form may show forms, and each of them others: a page of a few lines can draw for ever.
    private static final int MAX_FORMS = 50_000;

    private final List<Line> lines = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final List<TextPosition> glyphs = new ArrayList<>();
    private int chars;
    private int operators;
    private int forms;

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
    protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
        if (++operators > MAX_OPERATORS) {
            throw new TooMuch("it draws more than " + MAX_OPERATORS + " times");
        }
        super.processOperator(operator, operands);
    }

    @Override
    public void showForm(PDFormXObject form) throws IOException {
        count();
        super.showForm(form);
    }

    @Override
    public void showTransparencyGroup(PDTransparencyGroup form) throws IOException {
        count();
        super.showTransparencyGroup(form);
    }

    private void count() throws TooMuch {
        if (++forms > MAX_FORMS) {
            throw new TooMuch("it shows more than " + MAX_FORMS + " forms");
        }
    }

    @Override
    protected void operatorException(Operator operator, List<COSBase> operands, IOException e) throws IOException {
        if (e instanceof TooMuch) {
            throw e;
        }
        super.operatorException(operator, operands, e);
    }

    /// A limit is reached; what comes next is not looked at.
    private static final class TooMuch extends IOException {
        private static final long serialVersionUID = 1L;

        TooMuch(String reason) {
            super(reason);
        }
    }

    @Override
    protected void writeString(String word, List<TextPosition> positions) throws IOException {
        chars += word.length();
        if (chars > MAX_CHARS) {
            throw new TooMuch("it has more than " + MAX_CHARS + " characters");
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
