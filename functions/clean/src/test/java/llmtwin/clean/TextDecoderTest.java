package llmtwin.clean;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextDecoderTest {
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final String TEXT = "Café – “naïve” €5";

    @Test
    void a_byte_order_mark_beats_the_header() {
        assertEquals(TEXT, TextDecoder.html(("\uFEFF" + TEXT).getBytes(UTF_8), "text/html; charset=windows-1251"));
        assertEquals(TEXT, TextDecoder.html(("\uFEFF" + TEXT).getBytes(UTF_16LE), "text/html; charset=utf-8"));
        assertEquals(TEXT, TextDecoder.plain(("\uFEFF" + TEXT).getBytes(UTF_16BE)));
    }

    @Test
    void the_header_beats_the_page() {
        var page = "<meta charset=windows-1251><p>日本語のページ";

        assertEquals(page, TextDecoder.html(page.getBytes(Charset.forName("EUC-JP")), "text/html; charset=EUC-JP"));
    }

    @ParameterizedTest
    @CsvSource({"latin1", "ISO-8859-1", "us-ascii", "windows-1252", "no-such-charset", "''"})
    void what_is_called_latin_1_is_windows_1252_on_the_web(String label) {
        var bytes = TEXT.getBytes(WINDOWS_1252);

        assertEquals(TEXT, TextDecoder.html(bytes, "text/html; charset=" + label));
    }

    @Test
    void the_page_declares_its_charset_by_meta_or_xml() {
        var meta =
                "<!-- <meta charset=utf-8> --><meta http-equiv=content-type content='text/html; charset=Shift_JIS'>表示";
        var xml = "<?xml version='1.0' encoding='windows-1251'?><p>Привет";

        assertEquals(meta, TextDecoder.html(meta.getBytes(Charset.forName("windows-31j")), "text/html"));
        assertEquals(xml, TextDecoder.html(xml.getBytes(Charset.forName("windows-1251")), "text/html"));
    }

    @Test
    void utf_8_is_recognised_without_and_against_a_wrong_declaration() {
        assertEquals(TEXT, TextDecoder.html(TEXT.getBytes(UTF_8), ""));
        assertEquals(TEXT, TextDecoder.html(TEXT.getBytes(UTF_8), "text/html; charset=iso-8859-1"));
        assertEquals(TEXT, TextDecoder.plain(TEXT.getBytes(UTF_8)));
    }

    @Test
    void windows_1252_is_read_where_utf_8_was_promised_in_vain() {
        assertEquals(TEXT, TextDecoder.html(TEXT.getBytes(WINDOWS_1252), "text/html; charset=utf-8"));
        assertEquals("Käse", TextDecoder.plain("Käse".getBytes(ISO_8859_1)));
    }

    @Test
    void one_bad_byte_does_not_spoil_a_page_in_utf_8() {
        var page = ("é" + TEXT).getBytes(UTF_8);
        page[1] = 'x';

        assertEquals("\uFFFDx" + TEXT, TextDecoder.html(page, "text/html; charset=utf-8"));
    }

    @ParameterizedTest
    @CsvSource({"gb2312", "gbk", "Shift_JIS", "EUC-JP", "big5", "euc-kr", "iso-2022-jp"})
    void a_page_saved_as_utf_8_keeps_the_declaration_of_before(String label) {
        var page = "<meta charset=" + label + "><p>人工智能";

        assertEquals(page, TextDecoder.html(page.getBytes(UTF_8), ""));
    }

    @Test
    void what_is_valid_utf_8_only_by_chance_is_read_as_declared() {
        assertEquals("联通", TextDecoder.html("联通".getBytes(Charset.forName("GBK")), "text/html; charset=gbk"));
        assertEquals(
                "表示",
                TextDecoder.html("表示".getBytes(Charset.forName("ISO-2022-JP")), "text/html; charset=iso-2022-jp"));
    }
}
