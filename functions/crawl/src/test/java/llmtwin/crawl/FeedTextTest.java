package llmtwin.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import llmtwin.core.Piece.Format;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedTextTest {
    private static final String WORDS = "Roses like the sun. ".repeat(25).strip();

    private static boolean isWhole(String html) {
        return FeedText.of(Format.HTML, html, "").isWhole();
    }

    @Test
    void a_hundred_words_that_end_with_themselves_are_a_document() {
        assertTrue(isWhole("<p>" + WORDS + "</p>"));
        assertTrue(FeedText.of(Format.TEXT, WORDS, "Roses like…").isWhole());
        assertFalse(isWhole("<p>" + WORDS.substring("Roses ".length()) + "</p>"));
        assertFalse(isWhole("<!-- " + WORDS + " --><p>Roses"));
    }

    @Test
    void two_letters_of_a_script_without_spaces_count_as_a_word() {
        assertTrue(isWhole("薔薇は日光を好む。".repeat(30)));
        assertFalse(isWhole("薔薇は日光を好む。".repeat(20)));
    }

    @Test
    void what_is_shorter_than_its_description_is_not_all_of_it() {
        assertFalse(FeedText.of(Format.HTML, "<p>" + WORDS, "<p>" + WORDS + " And rain.")
                .isWhole());
        assertTrue(
                FeedText.of(Format.HTML, "<p>" + WORDS, "<b>" + WORDS + "</b>").isWhole());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "…",
                " [&#8230;]",
                " and more...",
                "<p><a href='/a'>Continue reading on Roses »</a>",
                "<a href='/a'>Read more</a>.",
                " (<a href='/a'>Read the full story</a>)",
                "<p>Weiterlesen →",
                "<p>Lire la suite de « Roses »",
                "[&hellip;]</p>\n<p>The post <a href='/a'>Roses</a> appeared first on <a href='/'>A garden</a>.</p>",
            })
    void a_text_that_leads_on_is_a_beginning(String end) {
        assertFalse(isWhole("<p>" + WORDS + end));
    }

    @Test
    void what_only_speaks_of_reading_on_is_whole() {
        assertTrue(isWhole("<p>Read more about roses, or keep reading.</p><p>" + WORDS));
    }

    @Test
    void what_wordpress_adds_to_everything_is_left_out() {
        var html = "<p>" + WORDS + "</p>";

        var text = FeedText.of(
                Format.HTML,
                html + "\n<p>The post <a href='/a'>Roses</a> first appeared on <a href='/'>A garden</a>.</p>",
                "<p>Roses.</p> <p>The post <a href='/a'>Roses</a> first appeared on <a href='/'>A garden</a>.</p>");

        assertEquals(html, text.body().strip());
        assertEquals("Roses.", text.summary());
    }
}
