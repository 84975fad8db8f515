package llmtwin.clean;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainContentTest {
    private static final String FIRST =
            "The first bed holds beans, which climb up any pole that stands near them by June.";
    private static final String SECOND =
            "The second bed holds peas, which came up late this year, after a cold and wet May.";
    private static final String BESIDE =
            "Another article on this site tells of pots, their sizes and the plants they suit.";

    private static String text(String body) {
        return PlainText.of(MainContent.of(Jsoup.parse("<html><head><title>Beds - A garden</title>"
                + "<link rel=canonical href=https://garden.example/beds></head><body>" + body + "</body></html>")));
    }

    private static String p(String text) {
        return "<p>" + text + "</p>";
    }

    @Test
    void an_article_marked_in_parts_is_read_whole() {
        var text = text("<div><section itemprop=articleBody>" + p(FIRST) + "</section>"
                + "<section itemprop=articleBody>" + p(SECOND) + "</section></div><div>" + p(BESIDE) + "</div>");

        assertEquals(FIRST + "\n" + SECOND + "\n", text);
    }

    @Test
    void without_any_mark_the_element_with_most_of_the_text_is_the_content() {
        var text =
                text("<div><div>" + p(FIRST + FIRST) + p(SECOND + SECOND) + "</div><div>" + p(BESIDE) + "</div></div>");

        assertEquals(FIRST + FIRST + "\n" + SECOND + SECOND + "\n", text);
    }

    @Test
    void the_paragraph_between_title_and_content_leads_it() {
        var lead = FIRST + " " + FIRST;

        var text = text("<main><header><h1>Beds</h1><time>3 May</time>" + p(lead) + "</header>"
                + "<div itemprop=articleBody>" + (p(SECOND) + p(SECOND)).repeat(3) + "</div></main>");

        assertEquals(lead + "\n" + (SECOND + "\n").repeat(6), text);
    }

    @Test
    void links_to_more_of_the_site_go_with_their_heading() {
        var text = text("<article>" + p(FIRST) + p("<a href=/pots>Read also: all about pots</a>") + p(SECOND)
                + "<h2>More to read</h2><ul><li><a href=/a>Pots</a></li><li><a href=/b>Soil</a></li></ul></article>");

        assertEquals(FIRST + "\n" + SECOND + "\n", text);
    }

    @Test
    void a_link_to_another_site_is_what_a_post_may_be_about() {
        var text = text(
                "<article>" + p("<a href=https://other.example/pots>All about pots</a>") + p(FIRST) + "</article>");

        assertEquals("All about pots\n" + FIRST + "\n", text);
    }

    @ParameterizedTest(name = "a page whose links are {0}")
    @ValueSource(
            strings = {"<a href=/>Home</a>", "<a href=/a>A</a> <a href=/b>B</a>", "<a href=https://a.example/>A</a>"})
    void a_page_that_does_not_name_its_site_shows_it_by_its_links(String links) {
        var page = "<html><body><nav>" + links + "</nav><article>"
                + p("<a href=https://other.example/pots>All about pots</a>")
                + p("<a href=" + (links.contains("a.example") ? "https://a.example" : "") + "/more>Read also: more</a>")
                + p(FIRST) + "</article></body></html>";

        assertEquals("All about pots\n" + FIRST + "\n", PlainText.of(MainContent.of(Jsoup.parse(page))));
    }

    @Test
    void a_marked_post_is_the_content_however_much_is_said_of_others() {
        var card = "<div><h3><a href=/pots>All about pots</a></h3><p>" + BESIDE + "</p></div>";

        var text = text("<main><div class=entry-content><p>Peas are up.</p>" + p(FIRST) + "</div><section>"
                + card.repeat(6) + "</section></main>");

        assertEquals("Peas are up.\n" + FIRST + "\n", text);
    }

    @Test
    void paragraphs_that_are_each_marked_as_one_of_an_article_are_read_together() {
        var text = text("<div><p class=post-body-paragraph>Beans.</p><p class=post-body-paragraph>"
                + (FIRST + " ").repeat(8) + "</p><p class=post-body-paragraph>Peas.</p></div>");

        assertEquals("Beans.\n" + (FIRST + " ").repeat(8).strip() + "\nPeas.\n", text);
    }

    @Test
    void a_long_listing_in_a_box_is_not_all_of_the_text() {
        var code = "<div class=highlight><pre>" + "dig(bed, spade); // and once more\n".repeat(40) + "</pre></div>";

        var text = text("<div>" + p("Dig it:") + code + p("Then water it.") + "</div>");

        assertEquals("Dig it:", text.lines().findFirst().orElseThrow());
        assertEquals("Then water it.", text.lines().reduce((_, last) -> last).orElseThrow());
    }

    @Test
    void a_list_is_read_whole_although_one_item_says_most() {
        var text = text("<div itemprop=articleBody><ul><li>Beans, the high ones</li><li>" + SECOND
                + "</li><li>And some old seed of beets</li></ul></div>");

        assertEquals("Beans, the high ones\n" + SECOND + "\nAnd some old seed of beets\n", text);
    }

    @Test
    void an_article_in_a_frame_that_is_named_like_a_box_is_one() {
        var comment = "<li class=comment>" + p(BESIDE + " " + BESIDE) + "</li>";

        var text = text("<div class=widget><h3>Beds</h3><div class=entry-content>" + p(FIRST) + "</div>"
                + "<div class=comments><ol>" + comment.repeat(2) + "</ol></div></div>");

        assertEquals(FIRST + "\n", text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Posted on January 1, 2024 by A. Writer",
                "1 March 2024, 10:00",
                "5 min read · Mar 1, 2024",
                "2024年3月1日",
                "Am 3. Mai 2023 von A. Writer",
                "01.03.24",
                "2024-03-01 | 3 minute read",
            })
    void the_line_that_says_when_is_no_text(String line) {
        assertEquals(FIRST + "\n", text("<article><h1>Beds</h1><div>" + line + "</div>" + p(FIRST) + "</article>"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "On 1 March 2024 the first bean came up.",
                "Sown in 2024",
                "The gate was shut from 1 March 2024 until somebody had found its key",
                "Bed 12: peas, beans and 20 beets",
                "Version 1.2.3 of the plan",
                "12 minutes of digging",
            })
    void a_first_line_with_numbers_is_text(String line) {
        assertEquals(line + "\n" + FIRST + "\n", text("<article>" + p(line) + p(FIRST) + "</article>"));
    }

    @Test
    void a_date_further_down_is_text() {
        var text = text("<article>" + p(FIRST + " " + SECOND) + p("1 March 2024") + p(SECOND) + "</article>");

        assertEquals(FIRST + " " + SECOND + "\n1 March 2024\n" + SECOND + "\n", text);
    }

    @Test
    void comments_are_the_content_where_there_is_no_other() {
        var comment = "<div class=comment>" + p(FIRST) + p(SECOND) + "</div>";

        assertEquals((FIRST + "\n" + SECOND + "\n").repeat(3), text("<div>" + comment.repeat(3) + "</div>"));
    }

    @Test
    void readings_over_ideographs_are_left_out() {
        var text =
                text("<article>" + p("<ruby>庭<rp>(</rp><rt>にわ</rt><rp>)</rp></ruby>は小さい。") + p(FIRST) + "</article>");

        assertEquals("庭は小さい。\n" + FIRST + "\n", text);
    }

    @Test
    void comments_longer_than_the_article_are_none_of_it() {
        var comment = "<div class=comment>" + p(FIRST) + p(FIRST) + "</div>";

        assertEquals(SECOND + "\n", text("<article>" + p(SECOND) + "</article><div id=comments>" + comment + "</div>"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"field label-hidden", "hidden-xs", "col with-sidebar", "no-share", "is-hidden-mobile"})
    void a_class_that_names_something_else_makes_no_box(String written) {
        var text = text(
                "<article>" + p(FIRST) + p(FIRST) + "<div class='" + written + "'>" + p(SECOND) + "</div></article>");

        assertEquals((FIRST + "\n").repeat(2) + SECOND + "\n", text);
    }

    @Test
    void an_id_made_of_a_heading_makes_no_box() {
        var section = "<div id=sharing-a-bed-with-others><h2>Sharing a bed with others</h2>" + p(SECOND) + "</div>";

        var text = text("<article>" + p(FIRST) + p(FIRST) + section + "</article>");

        assertEquals((FIRST + "\n").repeat(2) + "Sharing a bed with others\n" + SECOND + "\n", text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a class=popup>Beds</a>",
                "<cite class=citation>Beds</cite>",
                "<span class=tooltip>Beds</span>",
            })
    void a_word_of_a_sentence_is_no_box(String word) {
        var text = text("<article>" + p(FIRST + " More is in " + word + " of 1987.") + "</article>");

        assertEquals(FIRST + " More is in Beds of 1987.\n", text);
    }

    @Test
    void paragraphs_behind_a_paywall_that_the_page_shows_are_text() {
        var paid = "<p class=paywall>" + SECOND + "</p>";

        assertEquals(
                FIRST + "\n" + (SECOND + "\n").repeat(2), text("<article>" + p(FIRST) + paid + paid + "</article>"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<ul><li>%1$s</li><li>%1$s</li><li>%1$s</li><li>%1$s</li></ul>",
                "<pre>%1$s\n%1$s\n%1$s\n%1$s</pre>",
                "<blockquote><p>%1$s<br>%1$s<br>%1$s<br>%1$s</p></blockquote>",
                "<table><tr><td>%1$s</td><td>%1$s</td></tr><tr><td>%1$s</td><td>%1$s</td></tr></table>",
            })
    void what_stands_around_a_long_part_of_the_text_belongs_to_it(String part) {
        var text = text("<article>" + p(FIRST) + String.format(part, SECOND) + "</article>");

        assertEquals(FIRST, text.lines().findFirst().orElseThrow());
    }

    @Test
    void a_list_that_lays_out_the_page_is_left_for_its_longest_item() {
        var text = text("<ul><li>" + p(FIRST) + p(SECOND).repeat(8) + "</li><li>" + p(BESIDE) + "</li></ul>");

        assertEquals(FIRST + "\n" + (SECOND + "\n").repeat(8), text);
    }

    @Test
    void a_text_cut_into_parts_of_one_class_is_read_whole() {
        var text = text("<div><div class=part>" + p(FIRST).repeat(8) + "</div><div class=ad></div><div class=part>"
                + p(SECOND) + "</div></div>");

        assertEquals((FIRST + "\n").repeat(8) + SECOND + "\n", text);
    }

    @Test
    void a_title_of_lower_rank_is_followed_by_a_lead_too() {
        var lead = FIRST + " " + FIRST;
        var page = Jsoup.parse("<title>Beds for a garden - A garden</title><main><header><h2>Beds for a garden</h2>"
                + p(lead) + "</header><div itemprop=articleBody>" + p(SECOND).repeat(6) + "</div></main>");

        assertEquals(lead + "\n" + (SECOND + "\n").repeat(6), PlainText.of(MainContent.of(page)));
    }

    @Test
    void a_box_around_the_title_is_none() {
        var lead = FIRST + " " + FIRST;

        var text = text("<main><div class=banner><h1>Beds</h1>" + p(lead) + "</div><div itemprop=articleBody>"
                + p(SECOND).repeat(6) + "</div></main>");

        assertEquals(lead + "\n" + (SECOND + "\n").repeat(6), text);
    }

    @Test
    void a_header_inside_the_article_keeps_its_heading() {
        var section = "<section><header><h3>Peas and more</h3><p>3 May</p></header>" + p(SECOND) + "</section>";

        assertEquals(
                FIRST + "\nPeas and more\n" + SECOND + "\n", text("<article>" + p(FIRST) + section + "</article>"));
    }

    @Test
    void a_mark_of_the_article_counts_beside_a_longer_list_of_news() {
        var news = "<ul>" + ("<li>" + p(BESIDE) + "</li>").repeat(8) + "</ul>";

        var text =
                text("<div><div class=entry-content>" + p(FIRST) + p(SECOND) + p(FIRST) + "</div>" + news + "</div>");

        assertEquals(FIRST + "\n" + SECOND + "\n" + FIRST + "\n", text);
    }

    @Test
    void cards_that_tell_of_other_pages_are_none_of_the_text() {
        var card =
                "<div><a href=/pots><img src=pots.png></a><h4><a href=/pots>Pots</a></h4><p>" + BESIDE + "</p></div>";

        var text = text("<article>" + p(FIRST).repeat(6) + card.repeat(2) + "</article>");

        assertEquals((FIRST + "\n").repeat(6), text);
    }

    @Test
    void a_page_of_cards_keeps_them() {
        var card = "<div><h4><a href=/pots>Pots</a></h4><p>" + BESIDE + "</p></div>";

        assertEquals(("Pots\n" + BESIDE + "\n").repeat(3), text("<main>" + card.repeat(3) + "</main>"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "relatedposts",
                "sharebuttons",
                "newsletter-box",
                "kommentarbereich",
                "publicidad",
                "commentaires"
            })
    void boxes_are_known_by_longer_words_and_in_other_languages(String name) {
        var box = "<div class=" + name + ">" + p(BESIDE) + "</div>";

        assertEquals(FIRST + "\n" + SECOND + "\n", text("<article>" + p(FIRST) + box + p(SECOND) + "</article>"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"thumbcaption", "image-caption", "photocredit", "imagedescription", "bildunterschrift"})
    void words_about_a_picture_are_told_by_their_class(String name) {
        var caption = "<p class=" + name + ">" + BESIDE + "</p>";

        assertEquals(FIRST + "\n" + SECOND + "\n", text("<article>" + p(FIRST) + caption + p(SECOND) + "</article>"));
    }

    @Test
    void a_list_of_links_to_other_sites_is_text() {
        var list =
                "<ul><li><a href=https://other.example/a>Pots</a></li><li><a href=https://more.example>Soil</a></li></ul>";

        assertEquals(FIRST + "\nPots\nSoil\n", text("<article>" + p(FIRST) + list + "</article>"));
    }

    @Test
    void a_card_marked_as_an_article_is_not_what_the_page_is_about() {
        var card = "<article><h4>Pots</h4><p>From Tuesday on</p></article>";

        var text = text("<div class=infobox>" + p(FIRST) + p(SECOND) + "</div><div>" + card + "</div>");

        assertEquals(FIRST + "\n" + SECOND + "\n", text);
    }

    @Test
    void a_short_article_is_known_by_its_title_beside_long_comments() {
        var comments = "<div class=comments>" + p(BESIDE).repeat(3) + "</div>";

        assertEquals("Peas are up!\n", text("<article><h1>Beds</h1><p>Peas are up!</p></article>" + comments));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Photo: A. Writer",
                "(Credit: A. Writer)",
                "Abbildung 4: Ein Beet",
                "Foto © A. Writer",
                "图片来源：作者",
                "Фото: Автор"
            })
    void a_paragraph_that_says_so_is_about_a_picture(String note) {
        assertEquals(FIRST + "\n" + SECOND + "\n", text("<article>" + p(FIRST) + p(note) + p(SECOND) + "</article>"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Photos of the beds are here.",
                "Figure out the rest: it is not hard.",
                "Image formats: a comparison"
            })
    void a_paragraph_about_pictures_is_text(String text) {
        assertEquals(FIRST + "\n" + text + "\n", text("<article>" + p(FIRST) + p(text) + "</article>"));
    }
}
