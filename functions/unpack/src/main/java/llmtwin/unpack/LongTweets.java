package llmtwin.unpack;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Posts on X of more than 280 characters, which the archive cuts in its list and keeps whole in a file of their own.
/// Nothing but their time and their beginning says which post they belong to.
final class LongTweets {
    private static final Predicate<String> FILES = Archive.ending(Pattern.compile("note-tweets?(?:-part\\d+)?\\.js"));
    /// The beginning is compared up to the first link, which may be written otherwise.
    private static final Pattern BEGINNING = Pattern.compile("^(?s)(.{0,200}?)(?:…|https?://|$)");
    private static final int SHORTEST_BEGINNING = 10;

    private final Map<Long, List<String>> bySecond = new HashMap<>();

    private LongTweets() {}

    static LongTweets of(Archive archive) throws IOException {
        var found = new LongTweets();
        for (var entry : archive.entries().stream().filter(FILES).toList()) {
            JsonRecords.each(archive, entry, node -> {
                var note = node.path("noteTweet");
                var created = Times.parse(JsonRecords.text(note, "createdAt"));
                var text = JsonRecords.text(note.path("core"), "text");
                for (var url : note.path("core").path("urls")) {
                    text = Tweet.replaced(
                            text, JsonRecords.text(url, "shortUrl"), JsonRecords.text(url, "expandedUrl"));
                }
                if (created != null && !text.isBlank()) {
                    found.bySecond
                            .computeIfAbsent(created.getEpochSecond(), _ -> new ArrayList<>())
                            .add(text);
                }
            });
        }
        return found;
    }

    /// The post with its whole text if that is kept.
    Tweet whole(Tweet tweet) {
        var created = tweet.created();
        var beginning = BEGINNING.matcher(tweet.written());
        if (created == null || !beginning.find() || beginning.group(1).length() < SHORTEST_BEGINNING) {
            return tweet;
        }
        for (long second = created.getEpochSecond() - 1; second <= created.getEpochSecond() + 1; second++) {
            for (var text : bySecond.getOrDefault(second, List.of())) {
                if (text.startsWith(beginning.group(1).stripTrailing())) {
                    return tweet.with(text);
                }
            }
        }
        return tweet;
    }
}
