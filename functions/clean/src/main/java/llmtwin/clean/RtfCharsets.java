package llmtwin.clean;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// In which charset RTF means its bytes.
final class RtfCharsets {
    static final Charset ANSI = Charset.forName("windows-1252");

    /// By the number behind `\fcharset`.
    private static final Map<Integer, String> OF_FONTS = Map.ofEntries(
            Map.entry(77, "x-MacRoman"),
            Map.entry(128, "windows-31j"),
            Map.entry(129, "x-windows-949"),
            Map.entry(134, "GBK"),
            Map.entry(136, "Big5"),
            Map.entry(161, "windows-1253"),
            Map.entry(162, "windows-1254"),
            Map.entry(163, "windows-1258"),
            Map.entry(177, "windows-1255"),
            Map.entry(178, "windows-1256"),
            Map.entry(186, "windows-1257"),
            Map.entry(204, "windows-1251"),
            Map.entry(222, "windows-874"),
            Map.entry(238, "windows-1250"));

    private RtfCharsets() {}

    /// @param otherwise for the number 1, which means the file's own, and for numbers nobody knows
    static Charset ofFont(int number, Charset otherwise) {
        return number == 0 ? ANSI : named(OF_FONTS.getOrDefault(number, ""), otherwise);
    }

    /// By the number of a Windows or DOS code page.
    static Charset ofPage(int page, Charset otherwise) {
        return switch (page) {
            case 65001 -> StandardCharsets.UTF_8;
            case 932 -> named("windows-31j", otherwise);
            case 936 -> named("GBK", otherwise);
            case 949 -> named("x-windows-949", otherwise);
            case 950 -> named("Big5", otherwise);
            case 10000 -> named("x-MacRoman", otherwise);
            case 874 -> named("x-windows-874", otherwise);
            default -> named((page >= 1250 && page <= 1258 ? "windows-" : "IBM") + page, otherwise);
        };
    }

    private static Charset named(String name, Charset otherwise) {
        return !name.isEmpty() && Charset.isSupported(name) ? Charset.forName(name) : otherwise;
    }
}
