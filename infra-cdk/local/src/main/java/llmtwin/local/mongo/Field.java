package llmtwin.local.mongo;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a field of a record may be taken for, and how such fields are usually called, in the order in which they are
/// believed. The last part of a path counts, without `_`, `-` and upper case.
enum Field {
    TITLE("title", "headline", "name", "subject", "heading"),
    BODY(
            "markdown",
            "contentmarkdown",
            "bodymarkdown",
            "md",
            "html",
            "contenthtml",
            "bodyhtml",
            "content",
            "body",
            "text",
            "fulltext",
            "message"),
    AUTHOR("authorfullname", "authorname", "author", "authors", "byline", "creator", "writer"),
    PUBLISHED(
            "published",
            "publishedat",
            "publishedon",
            "publicationdate",
            "publishdate",
            "datepublished",
            "pubdate",
            "date",
            "postedat",
            "createdat",
            "created",
            "timestamp"),
    MODIFIED("modified", "modifiedat", "updatedat", "updated", "lastmodified", "datemodified"),
    URL("url", "link", "permalink", "canonicalurl", "canonical", "href"),
    LANGUAGE("language", "lang", "locale"),
    CATEGORY;

    @SuppressWarnings("ImmutableEnumChecker") // List.of makes one that nobody can change.
    private final List<String> names;

    Field(String... names) {
        this.names = List.of(names);
    }

    /// How it is called in a mapping.
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    List<String> names() {
        return names;
    }

    static Optional<Field> ofLabel(String label) {
        return Arrays.stream(values())
                .filter(field -> field.label().equals(label))
                .findFirst();
    }

    static String labels() {
        return Arrays.stream(values()).map(Field::label).collect(Collectors.joining(", "));
    }
}
