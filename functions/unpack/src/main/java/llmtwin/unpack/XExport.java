package llmtwin.unpack;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import llmtwin.core.Category;
import llmtwin.core.ExportOptions;
import llmtwin.core.Piece;

/// The archive that X (Twitter) sends: scripts that assign a list, `data/tweets.js` (`tweet.js` in older ones, and
/// `tweets-part1.js` and so on in large ones). Posts that go on in an own post are one piece, under the first one.
final class XExport implements Export {
    private static final Predicate<String> TWEETS = Archive.ending(Pattern.compile("tweets?(?:-part\\d+)?\\.js"));
    private static final Pattern ACCOUNT = Pattern.compile("account\\.js");
    private static final int MAX_TWEETS = 1_000_000;
    /// Ids are numbers of growing length.
    private static final Comparator<String> BY_ID =
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

    private record Account(String id, String user, String name) {}

    @Override
    public String name() {
        return "x";
    }

    @Override
    public boolean recognises(Archive archive) throws IOException {
        var tweets = archive.entries().stream().filter(TWEETS).findFirst();
        return tweets.isPresent() && archive.head(tweets.get()).stripLeading().startsWith("window.YTD.");
    }

    @Override
    public void read(Archive archive, ExportOptions options, Consumer<Member> members) throws IOException {
        var account = account(archive);
        var longer = LongTweets.of(archive);
        var tweets = new TreeMap<String, Tweet>(BY_ID);
        for (var entry : archive.entries().stream().filter(TWEETS).toList()) {
            JsonRecords.each(archive, entry, node -> {
                var tweet = longer.whole(Tweet.of(node.has("tweet") ? node.path("tweet") : node));
                if (!tweet.id().isEmpty() && !tweet.isRetweet()) {
                    tweets.put(tweet.id(), tweet);
                }
                if (tweets.size() > MAX_TWEETS) {
                    throw Unreadable.exhausted("it holds more than " + MAX_TWEETS + " posts");
                }
            });
        }
        threads(tweets, account, options, members);
    }

    private static Account account(Archive archive) throws IOException {
        var found = new HashMap<String, String>();
        var entry = archive.find(ACCOUNT);
        if (entry.isPresent()) {
            JsonRecords.each(archive, entry.get(), node -> {
                for (var field : List.of("accountId", "username", "accountDisplayName")) {
                    found.putIfAbsent(field, JsonRecords.text(node.path("account"), field));
                }
            });
        }
        return new Account(
                found.getOrDefault("accountId", ""),
                found.getOrDefault("username", ""),
                found.getOrDefault("accountDisplayName", ""));
    }

    private void threads(Map<String, Tweet> tweets, Account account, ExportOptions options, Consumer<Member> members) {
        var answers = new HashMap<String, List<Tweet>>();
        for (var tweet : tweets.values()) {
            answers.computeIfAbsent(tweet.parent(), _ -> new ArrayList<>()).add(tweet);
        }
        for (var tweet : tweets.values()) {
            boolean first = !tweets.containsKey(tweet.parent());
            boolean answersOthers =
                    !tweet.parentUser().isEmpty() && !tweet.parentUser().equals(account.id());
            if (first && (options.replies() || !answersOthers)) {
                var thread = thread(tweet, answers);
                if (thread.stream().anyMatch(part -> !part.text().isBlank())) {
                    members.accept(new Member.Writing(piece(thread, account)));
                }
            }
        }
    }

    /// The post and all own answers to it, in the order in which they were written.
    private static List<Tweet> thread(Tweet first, Map<String, List<Tweet>> answers) {
        var thread = new TreeMap<String, Tweet>(BY_ID);
        var open = new ArrayDeque<>(List.of(first));
        while (!open.isEmpty()) {
            var tweet = open.remove();
            if (thread.put(tweet.id(), tweet) == null) {
                open.addAll(answers.getOrDefault(tweet.id(), List.of()));
            }
        }
        return List.copyOf(thread.values());
    }

    private Piece piece(List<Tweet> thread, Account account) {
        var first = thread.getFirst();
        var user = account.user().isEmpty() ? "i" : account.user();
        var answered = first.parentName().isEmpty() ? "i" : first.parentName();
        return Piece.at(Addresses.of(this, first.id()), Category.POST)
                .author(account.name())
                .published(first.created())
                .modified(thread.size() > 1 ? thread.getLast().created() : null)
                .url("https://x.com/" + user + "/status/" + first.id())
                .language(first.language())
                .siteName("X")
                .replyTo(first.parent().isEmpty() ? null : "https://x.com/" + answered + "/status/" + first.parent())
                .body(Piece.Format.TEXT, thread.stream().map(Tweet::text).collect(Collectors.joining("\n\n")))
                .build();
    }
}
