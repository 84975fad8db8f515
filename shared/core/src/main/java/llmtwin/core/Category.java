package llmtwin.core;

import java.util.Locale;

/// What kind of writing a document is; decides cleaning, chunking and how datasets use it.
public enum Category {
    ARTICLE,
    POST,
    /// Code and its documentation.
    REPOSITORY,
    CONVERSATION;

    /// The name in messages, payloads and the API.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException if no category has this label
    public static Category ofLabel(String label) {
        for (var category : values()) {
            if (category.label().equals(label)) {
                return category;
            }
        }
        throw new IllegalArgumentException(
                "category '" + label + "' is none of article, post, repository, conversation");
    }
}
