package llmtwin.clean;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.jsoup.Jsoup;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<h2>Beds</h2><p>Two <b>small</b>\\n beds.</p>                  | Beds/Two small beds.",
                "<ul><li>one<ul><li>half</li></ul></li><li>two</li></ul>       | one/half/two",
                "<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table> | a~b/1~2",
                "<p>so</p><pre>if x:\\n    y()\\n\\nz()</pre><p>on</p>            | so/if x:/    y()/z()/on",
                "<p>one<br>two</p><blockquote>three</blockquote>               | one/two/three",
                "<p>a <a href=/x>link</a>, <code>code</code> &amp; more</p>    | a link, code & more",
                "<figure><img alt=x><figcaption>A bed</figcaption></figure><p>on</p> | on",
                "<p>on</p><div class=wp-caption-text>A bed</div>               | on",
                "<figure><pre>a = 1</pre><figcaption>Listing</figcaption></figure> | a = 1",
                "<dl><dt>bed</dt><dd>soil with a frame</dd></dl>               | bed/soil with a frame",
            })
    void content_reads_line_by_line(String html, String expected) {
        var content = Jsoup.parse(html.replace("\\n", "\n")).body();

        assertEquals(expected.replace('/', '\n').replace('~', '\t') + "\n", PlainText.of(content));
    }
}
