package llmtwin.clean;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import llmtwin.core.Metadata;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageMetadataTest {
    private static final String PROSE = "<p>Two beds and one bench are enough for anybody who has a book to read.</p>";

    private static final String ADDRESS = "https://garden.example/2024/03/01/a-bench";

    private static Metadata metadata(String head, String body) {
        return cleaned(head, body, URI.create(ADDRESS)).metadata();
    }

    private static CleanOutcome.Text cleaned(String head, String body, @Nullable URI url) {
        var page = "<!DOCTYPE html><html><head>" + head + "</head><body>" + body + PROSE + "</body></html>";
        var hints = new Hints("text/html", "a-bench.html", url);
        return assertInstanceOf(CleanOutcome.Text.class, new Cleaner().clean(page.getBytes(UTF_8), hints));
    }

    private static String jsonLd(String fields) {
        return "<script type=application/ld+json>{\"@context\":\"https://schema.org\",\"@type\":\"BlogPosting\","
                + fields + "}</script>";
    }

    @Test
    void of_all_who_name_the_title_the_more_exact_one_is_believed() {
        var rising = List.of(
                "<title>Of the page</title>",
                "<meta name=twitter:title content='Of the meta tag'>",
                "<meta property=og:title content='Of OpenGraph'>",
                "<meta itemprop=headline content='Of microdata'>",
                jsonLd("\"headline\":\"Of JSON-LD\""));

        var believed = new StringBuilder();
        for (int said = 1; said <= rising.size(); said++) {
            var metadata = metadata(String.join("", rising.subList(0, said)), "");
            believed.append(metadata.from().get("title"))
                    .append(": ")
                    .append(metadata.title())
                    .append('\n');
        }

        assertEquals("""
                title: Of the page
                meta: Of the meta tag
                opengraph: Of OpenGraph
                microdata: Of microdata
                json-ld: Of JSON-LD
                """, believed.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"author\":{\"@type\":\"Person\",\"name\":\"The Gardener\"}",
                "\"author\":[{\"@type\":\"Person\",\"name\":\"The Gardener\"}]",
                "\"author\":\"The Gardener\"",
            })
    void the_author_is_read_in_every_shape_of_json_ld(String author) {
        assertEquals("The Gardener", metadata(jsonLd(author), "").author());
    }

    @Test
    void a_day_in_the_address_is_when_it_appeared_unless_the_page_says_better() {
        var silent = metadata("", "<aside><time datetime=2020-05-05>last year's bench</time></aside>");
        var saying = metadata("<meta property=article:published_time content=2024-03-02T08:00:00Z>", "");

        assertEquals(Instant.parse("2024-03-01T00:00:00Z"), silent.published());
        assertEquals("heuristic", silent.from().get("published"));
        assertEquals(Instant.parse("2024-03-02T08:00:00Z"), saying.published());
        assertEquals("opengraph", saying.from().get("published"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/2024/13/01/a", "/2024/00/10/a", "/9999/01/01/a", "/v/2024/3", "/12024/03/01/a"})
    void what_only_looks_like_a_day_in_the_address_is_none(String path) {
        var url = URI.create("https://garden.example" + path);

        assertNull(cleaned("", "", url).metadata().published());
    }

    @Test
    void links_of_a_saved_page_lead_where_they_led() {
        var text = cleaned(
                        "<link rel=canonical href=" + ADDRESS + ">",
                        "<p>The <a href='../02/a-bed'>bed</a> beside it is older, <img src=/bed.png alt='a bed'>.</p>",
                        null)
                .text();

        assertEquals(
                "The [bed](https://garden.example/2024/03/02/a-bed) beside it is older, "
                        + "![a bed](https://garden.example/bed.png).",
                text.lines().findFirst().orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"headline\":",
                "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
                "{\"@type\":\"BlogPosting\",\"headline\":{\"a\":1},\"datePublished\":12,\"author\":[[[]]]}",
                "{\"@type\":\"BlogPosting\",\"headline\":null,\"datePublished\":\"tomorrow\"}",
            })
    void broken_json_ld_says_nothing(String broken) {
        var metadata = metadata("<title>A bench</title><script type=application/ld+json>" + broken + "</script>", "");

        assertEquals("A bench", metadata.title());
        assertNull(metadata.author());
    }
}
