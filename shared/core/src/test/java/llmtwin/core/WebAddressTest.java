package llmtwin.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebAddressTest {
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = ' ',
            value = {
                "https://example.org https://example.org/",
                "HTTPS://Example.ORG/Path https://example.org/Path",
                "http://example.org:80/ http://example.org/",
                "https://example.org:443/a https://example.org/a",
                "http://example.org:443/ http://example.org:443/",
                "https://example.org:/a https://example.org/a",
                "https://example.org./a https://example.org/a",
                "https://example.org/a#part https://example.org/a",
                "https://example.org/a?b=c&d=%C3%A9#e https://example.org/a?b=c&d=%C3%A9",
                "https://bücher.example/é https://xn--bcher-kva.example/%C3%A9",
                "https://example.org/a/../b/./c https://example.org/b/c",
                "https://example.org/../../a https://example.org/a",
                "https://example.org/a/.. https://example.org/",
                "https://example.org/a//b/ https://example.org/a//b/",
                "https://example.org/100%/a|b https://example.org/100%25/a%7Cb",
                "http://example.org\\@127.0.0.1/ http://example.org/@127.0.0.1/",
                "http:\\\\example.org\\a\\b?c\\d http://example.org/a/b?c%5Cd",
                "https://example.org/a/%2e/b https://example.org/a/b",
                "https://example.org/a/%2E%2e/b https://example.org/b",
                "https://example.org/a/.%2e https://example.org/",
                "https://example.org/a/%2e https://example.org/a/",
                "https://example.org/%2e%2ea https://example.org/%2e%2ea",
                "https://example.org/%7Efoo/%41 https://example.org/%7Efoo/%41",
                "https://example.org/it's?it's https://example.org/it's?it%27s",
                "https://ex%41mple.org/ https://example.org/",
                "https://b%C3%BCcher.example/ https://xn--bcher-kva.example/",
                "https://Ｇｏ.example/ https://go.example/",
                "https://straße.de/faß https://xn--strae-oqa.de/fa%C3%9F",
                "https://\uD83C\uDF31.example/ https://xn--uh8h.example/",
                "https://a。b.example/ https://a.b.example/",
                "http://2130706433/ http://127.0.0.1/",
                "http://0x7f000001/ http://127.0.0.1/",
                "http://0X7F.1/ http://127.0.0.1/",
                "http://127.1/ http://127.0.0.1/",
                "http://0177.0.0.1/ http://127.0.0.1/",
                "http://127.0.0.0x1/ http://127.0.0.1/",
                "http://192.168.257/ http://192.168.1.1/",
                "http://0x/ http://0.0.0.0/",
                "http://%30%78%63%30.250.1/ http://192.250.0.1/",
                "http://1.2.3.4./ http://1.2.3.4/",
                "http://[1:0::]/ http://[1::]/",
                "http://[0:0:0:0:0:0:0:1]/ http://[::1]/",
                "http://[1:0:0:2:0:0:0:3]/ http://[1:0:0:2::3]/",
                "http://[2001:DB8:0:1:1:1:1:1]/ http://[2001:db8:0:1:1:1:1:1]/",
                "http://[::127.0.0.1]/ http://[::7f00:1]/",
                "http://[::ffff:127.0.0.1]/ http://[::ffff:7f00:1]/",
                "http://[::1]:8080/ http://[::1]:8080/",
                "http://127.0.0.1:9000/x http://127.0.0.1:9000/x",
                "http://example.org:0000000000080/ http://example.org/",
                "http://example.org:0000065535/ http://example.org:65535/",
                "https://example.org/\"<>^`{} https://example.org/%22%3C%3E%5E%60%7B%7D",
                "https://example.org/a?\"<>' https://example.org/a?%22%3C%3E%27",
                "https://example.org/!$&'()*+,-.:;=@_~ https://example.org/!$&'()*+,-.:;=@_~",
                "https://example.org/\u007Fa\uD83C\uDF31 https://example.org/%7Fa%F0%9F%8C%B1",
                "https://example.org\\..\\a https://example.org/a",
                "https://example.org/a/b/%2e./c https://example.org/a/c",
                "https://example.org/.%2E/.. https://example.org/",
                "https://example.org?a/../b https://example.org/?a/../b",
                "http://[::ffff:c0a8:0101] http://[::ffff:c0a8:101]/",
                "http://[0:0:1:0:0:0:0:0]/ http://[0:0:1::]/",
                "http://0300.0250.0401/ http://192.168.1.1/",
                "http://4294967295/ http://255.255.255.255/",
                "http://1.0xffffff/ http://1.255.255.255/",
                "http://1b.example/ http://1b.example/",
            })
    void one_address_has_one_spelling(String written, String address) {
        assertEquals(URI.create(address), WebAddress.parse(written));
        assertEquals(URI.create(address), WebAddress.parse(address));
    }

    @Test
    void blanks_inside_are_encoded_and_those_around_are_dropped() {
        assertEquals(URI.create("https://example.org/a%20b?c%20d"), WebAddress.parse(" https://example.org/a b?c d\n"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "'', is no URL",
        "example.org, is no URL",
        "example.org:8080/a, is no URL",
        "localhost:8080, is no URL",
        "ftp://example.org/a, neither http nor https",
        "file:///etc/passwd, neither http nor https",
        "javascript:alert(1), neither http nor https",
        "http:///a, names no host",
        "http:a, names no host",
        "https://?x, names no host",
        "https://me:secret@example.org/, user name or password",
        "https://me@example.org/, user name or password",
        "http://4294967296/, no IPv4 address",
        "http://1.2.3.256/, no IPv4 address",
        "http://256.0.0.1/, no IPv4 address",
        "http://1.2.3.4.5/, no IPv4 address",
        "http://1.2.3.08/, no IPv4 address",
        "http://a.0x1g.5/, no IPv4 address",
        "http://ex%2Fample.org/, no valid host name",
        "http://ex%00ample.org/, no valid host name",
        "http://ex%zzample.org/, no valid host name",
        "http://[::1.2.3]/, no valid URL",
        "http://999.0.0.1/, no IPv4 address",
        "http://[fe80::1%25eth0]/, network interface",
        "http://[1::2::3]/, no valid URL",
        "http://[1.2.3.4]/, no valid URL",
        "http://[12345::]/, no valid URL",
        "http://[::1/, no valid host and port",
        "http://[::1]x/, no valid host and port",
        "http://example.org:8o/, no valid host and port",
        "http://a.0x/, no IPv4 address",
        "http://1.2.3.4.0x/, no IPv4 address",
        "http://1.2.3.256./, no IPv4 address",
        "http://exa^mple.org/, no valid host name",
        "http://exa%7Fmple.org/, no valid host name",
        "http://example.org:99999/, port",
        "http://example.org:0/, port",
        "http://exa mple.org/, no valid",
        "http://a..b/, no valid",
        "http://a\u200Db.example/, no valid host name",
        "http://xn--a.example/, no valid host name",
        "http://example.org\u2100x/, no valid host name",
    })
    void what_is_no_address_is_refused_in_words(String written, String words) {
        var problem = assertThrows(IllegalArgumentException.class, () -> WebAddress.parse(written));
        assertTrue(String.valueOf(problem.getMessage()).contains(words), problem.getMessage());
    }

    @Test
    void a_secret_in_a_url_is_not_repeated() {
        var problem =
                assertThrows(IllegalArgumentException.class, () -> WebAddress.parse("https://me:secret@example.org/"));
        assertTrue(!String.valueOf(problem.getMessage()).contains("secret"), problem.getMessage());
    }

    @Test
    void an_address_longer_than_can_be_kept_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> WebAddress.parse("https://example.org/" + "a".repeat(950)));
    }

    @ParameterizedTest(name = "{0} means {1}")
    @CsvSource({
        "g, http://a/b/c/g",
        "./g, http://a/b/c/g",
        "g/, http://a/b/c/g/",
        "/g, http://a/g",
        "//g, http://g/",
        "?y, http://a/b/c/d;p?y",
        "g?y, http://a/b/c/g?y",
        "#s, http://a/b/c/d;p?q",
        "'', http://a/b/c/d;p?q",
        ";x, http://a/b/c/;x",
        "., http://a/b/c/",
        ".., http://a/b/",
        "../g, http://a/b/g",
        "../../../g, http://a/g",
        "https://other.example/x, https://other.example/x",
    })
    void references_resolve_as_the_examples_of_rfc_3986_say(String reference, String address) {
        assertEquals(URI.create(address), WebAddress.resolve(URI.create("http://a/b/c/d;p?q"), reference));
    }

    @Test
    void controls_around_and_tabs_and_line_breaks_inside_are_dropped() {
        assertEquals(
                URI.create("https://example.org/ab?cd"),
                WebAddress.parse("\u0000 \u001Fhttps://exam\tple.org/a\nb?c\rd\u0001 "));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = ' ',
            value = {
                "https://example.org/a https://example.org/a",
                "https://example.org/a?utm_source=x&utm_medium=y https://example.org/a",
                "https://example.org/a?b=1&UTM_Source=x&a=2 https://example.org/a?b=1&a=2",
                "https://example.org/a?fbclid=1&gclid=2&mc_cid=3&id=4 https://example.org/a?id=4",
                "https://example.org/a?utmost=1&ref=b https://example.org/a?utmost=1&ref=b",
                "https://example.org/a?&x=%26&& https://example.org/a?&x=%26&&",
                "https://example.org/a? https://example.org/a?",
            })
    void who_sent_a_reader_is_no_part_of_an_address(String address, String kept) {
        assertEquals(URI.create(kept), WebAddress.withoutTracking(URI.create(address)));
    }
}
