package llmtwin.clean;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PreviewsTest {
    private final Previews previews = new Previews();

    /// Saved pages, of which each names its address.
    private List<Supplier<Preview>> saved(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number -> previews.add(
                        MadeUpSite.page(number)
                                .replace(
                                        "<head>",
                                        "<head><link rel=canonical href='https://writer.example/" + number + "'>")
                                .getBytes(UTF_8),
                        "",
                        "site/" + number + ".html",
                        null))
                .toList();
    }

    @Test
    void saved_pages_of_one_site_show_what_repeats() {
        var pages = saved(0, 4);

        for (var page : pages) {
            var text = String.valueOf(page.get().text());
            assertFalse(text.contains(MadeUpSite.DISCLAIMER) || text.contains("letter from the garden"), text);
            assertEquals(
                    List.of(MadeUpSite.DISCLAIMER, MadeUpSite.SIGN_OFF, "Letters", MadeUpSite.BOX),
                    page.get().leftOut());
        }
    }

    @Test
    void so_do_addresses_on_it() {
        saved(0, 3);
        var url = URI.create("https://www.writer.example/late");

        var fetched = previews.add(MadeUpSite.page(9).getBytes(UTF_8), "text/html", "/late", url);

        assertEquals(4, fetched.get().leftOut().size());
    }

    @Test
    void three_pages_and_files_of_no_site_show_nothing() {
        var pages = saved(0, 3);
        var file = previews.add(MadeUpSite.page(7).getBytes(UTF_8), "", "page.html", null);

        assertEquals(List.of(), pages.getFirst().get().leftOut());
        assertTrue(String.valueOf(file.get().text()).contains(MadeUpSite.DISCLAIMER));
    }

    @ParameterizedTest
    @EnumSource
    void posts_that_share_no_paragraph_lose_none(BlogTheme theme) {
        var pages = IntStream.range(0, 24)
                .mapToObj(number -> previews.add(
                        theme.page(BlogPost.of(number), number).getBytes(UTF_8), "", number + ".html", null))
                .toList();

        assertEquals(
                List.of(),
                pages.stream().flatMap(page -> page.get().leftOut().stream()).toList());
    }

    @Test
    void what_is_no_text_says_why() {
        assertEquals(
                "the file is empty",
                previews.add(new byte[0], "", "a.txt", null).get().reason());
        assertTrue(previews.add("PK\u0003\u0004".getBytes(UTF_8), "", "a", null)
                .get()
                .archive());
    }
}
