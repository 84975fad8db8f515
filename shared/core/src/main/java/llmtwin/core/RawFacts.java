package llmtwin.core;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What is kept beside the bytes of a raw object: where they come from, and who brought them.
///
/// @param origin of the document
/// @param observed when these bytes were seen
/// @param url where they were found in the end; null for what has no address on the web
/// @param handler which kind of source they were read as: `web`, `git`, `mastodon`, …
/// @param entry what the feed that led to them says about them, but for where it is; null if it says nothing
/// @param name a file name or path that tells what they are; null where the address does
public record RawFacts(
        Origin origin,
        Instant observed,
        @Nullable URI url,
        String handler,
        @Nullable FeedEntry entry,
        @Nullable String name) {
    /// S3 allows 2 KB for the names and values of all attributes together.
    private static final int MAX_LENGTH = 2_040;

    private static final int MAX_ADDRESS = 950;

    private static final Pattern WEB = Pattern.compile("https?://.*");

    /// As attributes of the stored object: ASCII, together short enough for S3. The address always fits
    /// ([#fits]); what else has no room is left out.
    public Map<String, String> toAttributes() {
        var attributes = new LinkedHashMap<String, String>();
        put(attributes, "address", encoded(origin.address()));
        put(attributes, "observed", observed.toString());
        put(attributes, "handler", handler);
        put(
                attributes,
                "source",
                origin.source() == null ? null : origin.source().value());
        put(attributes, "url", url == null ? null : url.toASCIIString());
        put(attributes, "name", name == null ? null : encoded(name));
        if (entry != null) {
            put(attributes, "published", text(entry.published()));
            put(attributes, "modified", text(entry.modified()));
            put(attributes, "language", encodedText(entry.language()));
            put(attributes, "author", encodedText(entry.author()));
            put(attributes, "title", encodedText(entry.title()));
        }
        return attributes;
    }

    /// The same, with more that only one kind of source tells, as far as there is room, by name.
    public Map<String, String> toAttributes(Map<String, String> more) {
        var attributes = toAttributes();
        new TreeMap<>(more).forEach((name, value) -> put(attributes, name, value));
        return attributes;
    }

    /// Whether a document with this address can be stored.
    public static boolean fits(String address) {
        return encoded(address).length() <= MAX_ADDRESS;
    }

    /// @throws IllegalArgumentException if something is missing that every raw object has
    public static RawFacts of(ContentKey.Raw key, Map<String, String> attributes) {
        var address = decoded(required(key, attributes, "address"));
        var url = Optional.ofNullable(attributes.get("url"))
                .or(() -> Optional.of(address).filter(RawFacts::isWeb))
                .map(URI::create)
                .orElse(null);
        var source = attributes.get("source");
        var name = attributes.get("name");
        return new RawFacts(
                new Origin(address, source == null ? null : new SourceId(source), url),
                time(key, required(key, attributes, "observed")),
                url,
                attributes.getOrDefault("handler", "web"),
                entry(key, attributes),
                name == null ? null : decoded(name));
    }

    private static @Nullable FeedEntry entry(ContentKey.Raw key, Map<String, String> attributes) {
        var entry = new FeedEntry(
                null,
                decodedText(attributes.get("title")),
                decodedText(attributes.get("author")),
                decodedText(attributes.get("language")),
                timeOrNull(key, attributes.get("published")),
                timeOrNull(key, attributes.get("modified")));
        return entry.equals(FeedEntry.NONE) ? null : entry;
    }

    private static @Nullable Instant timeOrNull(ContentKey.Raw key, @Nullable String written) {
        return written == null ? null : time(key, written);
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    private static @Nullable String encodedText(@Nullable String text) {
        return text == null ? null : URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static @Nullable String decodedText(@Nullable String text) {
        return text == null ? null : URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static Instant time(ContentKey.Raw key, String written) {
        try {
            return Instant.parse(written);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(key.path() + " has the time '" + written + "', which is none", e);
        }
    }

    private static String required(ContentKey.Raw key, Map<String, String> attributes, String name) {
        var value = attributes.get(name);
        if (value == null) {
            throw new IllegalArgumentException(key.path() + " has no attribute '" + name + "'");
        }
        return value;
    }

    private static void put(Map<String, String> attributes, String name, @Nullable String value) {
        int used = attributes.entrySet().stream()
                .mapToInt(attribute ->
                        attribute.getKey().length() + attribute.getValue().length())
                .sum();
        if (value != null && used + name.length() + value.length() <= MAX_LENGTH) {
            attributes.put(name, value);
        }
    }

    /// Web addresses are ASCII already; everything else is written as in an HTML form.
    private static String encoded(String text) {
        return isWeb(text) ? text : URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decoded(String text) {
        return isWeb(text) ? text : URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static boolean isWeb(String address) {
        return WEB.matcher(address).matches();
    }
}
