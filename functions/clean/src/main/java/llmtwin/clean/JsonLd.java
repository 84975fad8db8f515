package llmtwin.clean;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import llmtwin.core.Json;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import tools.jackson.databind.JsonNode;

/// The structured data of a page that describes its article (JSON-LD with schema.org's words).
///
/// @param articles what has an article's type, in the page's order
record JsonLd(List<JsonNode> articles) {
    private static final Set<String> ARTICLES = Set.of(
            "Article",
            "NewsArticle",
            "BlogPosting",
            "TechArticle",
            "ScholarlyArticle",
            "Report",
            "SocialMediaPosting",
            "OpinionNewsArticle",
            "AnalysisNewsArticle",
            "ReportageNewsArticle",
            "ReviewNewsArticle",
            "LiveBlogPosting",
            "BackgroundNewsArticle",
            "HowTo",
            "Review",
            "Recipe");
    private static final int MAX_DEPTH = 6;
    private static final int MAX_CHARS = 1 << 20;

    static JsonLd of(Document page) {
        var articles = new ArrayList<JsonNode>();
        for (var script : page.select("script[type=application/ld+json]")) {
            var json = script.data().strip().replaceAll("[\\n\\r\\t]", " ");
            if (json.isEmpty() || json.length() > MAX_CHARS) {
                continue;
            }
            try {
                collect(Json.tree(json), articles, 0);
            } catch (IllegalArgumentException _) {
                // Pages often carry broken structured data; the other places still speak.
            }
        }
        return new JsonLd(articles);
    }

    private static void collect(JsonNode node, List<JsonNode> articles, int depth) {
        if (depth > MAX_DEPTH) {
            return;
        }
        if (node.isObject() && isArticle(node.path("@type"))) {
            articles.add(node);
        }
        if (node.isArray()) {
            node.forEach(part -> collect(part, articles, depth + 1));
        } else if (node.isObject()) {
            collect(node.path("@graph"), articles, depth + 1);
            collect(node.path("mainEntity"), articles, depth + 1);
        }
    }

    private static boolean isArticle(JsonNode type) {
        if (type.isArray()) {
            for (var one : type) {
                if (isArticle(one)) {
                    return true;
                }
            }
        }
        return type.isString() && ARTICLES.contains(type.asString());
    }

    /// The first article's value of this name that is text.
    Optional<String> text(String name) {
        return articles.stream()
                .map(article -> article.path(name))
                .filter(JsonNode::isString)
                .map(value -> unescaped(value.asString()))
                .filter(value -> !value.isBlank())
                .findFirst();
    }

    /// The names of the people under this name, separated by commas.
    Optional<String> name(String name) {
        for (var article : articles) {
            var names = new ArrayList<String>();
            collectNames(article.path(name), names);
            if (!names.isEmpty()) {
                return Optional.of(String.join(", ", names));
            }
        }
        return Optional.empty();
    }

    /// The address under this name, given as text or as the `@id` or `url` of a thing; or the thing's name.
    Optional<String> address(String name) {
        return articles.stream()
                .map(article -> article.path(name))
                .flatMap(value -> Stream.of(value, value.path("@id"), value.path("url"), value.path("name")))
                .filter(JsonNode::isString)
                .map(value -> unescaped(value.asString()))
                .filter(value -> !value.isBlank())
                .findFirst();
    }

    private static void collectNames(JsonNode node, List<String> names) {
        if (node.isArray()) {
            node.forEach(one -> collectNames(one, names));
        } else if (node.isObject()) {
            collectNames(node.path("name"), names);
        } else if (node.isString() && !node.asString().isBlank() && names.size() < 10) {
            names.add(unescaped(node.asString()).strip());
        }
    }

    /// Some publishers escape their JSON as if it were HTML.
    private static String unescaped(String value) {
        return value.indexOf('&') < 0 ? value : Parser.unescapeEntities(value, false);
    }
}
