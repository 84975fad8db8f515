package llmtwin.core;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// What of an export is wanted beside the posts and articles in it. It is kept beside the uploaded object, where
/// whoever uploads may write anything.
///
/// @param replies also posts that answer somebody else
/// @param comments also comments under what others wrote
/// @param owners the owner's e-mail addresses, in lower case, to tell their mails from the others; empty if not told
public record ExportOptions(boolean replies, boolean comments, Set<String> owners) {
    /// What is wanted of an export if nothing else is said.
    public static final ExportOptions STANDARD = new ExportOptions(false, false, Set.of());
    /// How many addresses one person may have.
    public static final int MOST_OWNERS = 20;

    private static final String REPLIES = "replies";
    private static final String COMMENTS = "comments";
    private static final String OWNER = "owner";
    /// ASCII, as that is all that a stored object can be told.
    private static final Pattern ADDRESS = Pattern.compile("[!-~&&[^,@\"<>]]{1,64}@[!-~&&[^,@\"<>]]{1,190}");
    /// S3 allows 2 KB for all that is kept beside an object.
    private static final int MAX_LENGTH = 1_500;

    /// @throws IllegalArgumentException if an owner is no e-mail address, or there are too many
    public ExportOptions {
        var addresses = new LinkedHashSet<String>();
        owners.forEach(owner -> addresses.add(address(owner)));
        if (addresses.size() > MOST_OWNERS || String.join(",", addresses).length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "owner: at most " + MOST_OWNERS + " addresses of " + MAX_LENGTH + " characters in all");
        }
        owners = Set.copyOf(addresses);
    }

    private static String address(String owner) {
        var stripped = owner.strip().toLowerCase(Locale.ROOT);
        if (!ADDRESS.matcher(stripped).matches()) {
            throw new IllegalArgumentException(
                    "owner " + quoted(owner) + " is no e-mail address such as me@example.org");
        }
        return stripped;
    }

    /// As attributes of the stored object; what is not wanted has none.
    public Map<String, String> toAttributes() {
        var attributes = new LinkedHashMap<String, String>();
        if (replies) {
            attributes.put(REPLIES, "true");
        }
        if (comments) {
            attributes.put(COMMENTS, "true");
        }
        if (!owners.isEmpty()) {
            attributes.put(OWNER, String.join(",", new TreeSet<>(owners)));
        }
        return attributes;
    }

    /// What the attributes of an object say.
    ///
    /// @param ignored what they say that makes no sense, in words for the owner
    public record Told(ExportOptions options, List<String> ignored) {
        public Told {
            ignored = List.copyOf(ignored);
        }
    }

    /// Reads attributes that anybody may have written. What makes no sense counts as not said.
    public static Told of(Map<String, String> attributes) {
        var ignored = new ArrayList<String>();
        boolean replies = flag(attributes, REPLIES, ignored);
        boolean comments = flag(attributes, COMMENTS, ignored);
        var owner = attributes.getOrDefault(OWNER, "");
        try {
            var owners = owner.isBlank() ? Set.<String>of() : Set.copyOf(List.of(owner.split(",")));
            return new Told(new ExportOptions(replies, comments, owners), ignored);
        } catch (IllegalArgumentException e) {
            ignored.add(String.valueOf(e.getMessage()));
            return new Told(new ExportOptions(replies, comments, Set.of()), ignored);
        }
    }

    private static boolean flag(Map<String, String> attributes, String name, List<String> ignored) {
        var value = attributes.getOrDefault(name, "false").strip().toLowerCase(Locale.ROOT);
        if (!value.equals("true") && !value.equals("false")) {
            ignored.add(name + " " + quoted(value) + " is neither true nor false");
        }
        return value.equals("true");
    }

    private static String quoted(String text) {
        var line = text.replaceAll("[^ -~]+", "?");
        return "'" + (line.length() > 60 ? line.substring(0, 60) + "…" : line) + "'";
    }
}
