package llmtwin.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SiteTest {
    @ParameterizedTest(name = "{0} and {1}: {2}")
    @CsvSource({
        "https://example.org/a, http://www.example.org:8080/b, true",
        "https://blog.example.co.uk/, https://example.co.uk/, true",
        "https://a.co.uk/, https://b.co.uk/, false",
        "https://a.github.io/, https://b.github.io/, false",
        "https://a.substack.com/, https://b.substack.com/, false",
        "https://substack.com/, https://www.substack.com/, true",
        "https://example.org/, https://example.org.evil.example/, false",
        "http://127.0.0.1:1/, http://127.0.0.1:1/a, true",
        "http://127.0.0.1:1/, http://127.0.0.1:2/, false",
        "http://localhost:1/, http://localhost:1/a, true",
        "http://[::1]:1/, http://[::1]:1/a, true",
    })
    void a_site_is_what_stands_under_one_registrable_domain(String one, String other, boolean same) {
        assertEquals(same, Site.same(URI.create(one), URI.create(other)));
    }

    @ParameterizedTest(name = "{1} in {0}: {2}")
    @CsvSource({
        "/, /a, true",
        "/, /, false",
        "/index.html, /a, true",
        "/blog, /blog/a, true",
        "/blog/, /blog, false",
        "/blog, /blogs/a, false",
        "/blog/index.html, /blog/a, true",
        "/blog/post.html, /blog/other.html, true",
        "/~writer, /~writer/a, true",
        "/blog, /a, false",
        "/feed/, /a, true",
        "/blog/rss/, /blog/a, true",
        "/blog/feed.xml, /a, false",
    })
    void a_source_stands_for_what_is_under_its_folder(String source, String url, boolean within) {
        var scope = new Scope(URI.create("https://example.org" + source));

        assertEquals(within, scope.contains(URI.create("https://www.example.org" + url)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/tag/java/",
                "/tags/java",
                "/tags",
                "/category/a",
                "/categories/",
                "/author/a-writer",
                "/page/2",
                "/blog/page/3/",
                "/2024",
                "/2024/05/",
                "/2024/05/06",
                "/archive",
                "/archives/",
                "/?paged=2",
                "/?cat=3",
                "/search/label/Java",
                "/search?q=a",
                "/feed/",
                "/topics/java/index.html"
            })
    void a_page_that_lists_others_is_told_by_its_address(String path) {
        assertEquals(true, ListingPages.contains(URI.create("https://example.org" + path)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/post",
                "/2024/05/06/post",
                "/2024/review",
                "/blog/tags-in-java",
                "/p/category-theory",
                "/about",
                "/page/",
                "/post/2",
                "/?p=123",
                "/tag/a/post.html"
            })
    void a_page_that_may_be_an_article_is_kept(String path) {
        assertEquals(false, ListingPages.contains(URI.create("https://example.org" + path)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "category-sitemap.xml, true",
        "wp-sitemap-taxonomies-post_tag-1.xml, true",
        "wp-sitemap-users-1.xml, true",
        "sitemap-authors.xml, true",
        "post-sitemap2.xml, false",
        "wp-sitemap-posts-post-1.xml, false",
        "sitemap-pages.xml, false",
        "stage.xml, false",
    })
    void a_sitemap_of_lists_is_told_by_its_name(String name, boolean lists) {
        assertEquals(lists, ListingPages.isSitemapOfLists(URI.create("https://example.org/" + name)));
    }
}
