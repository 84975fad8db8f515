package llmtwin.core;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// URLs of the web in one spelling, so that one address is one document and one source.
///
/// The spelling is that of the URL standard of browsers: scheme and host in lower case, international host names in
/// Punycode, IP addresses in their usual form; without the default port, tabs, line breaks, and `.` and `..` in the
/// path, also written `%2e`; `\` is `/`. Beyond the standard, a final dot of the host and the fragment are dropped, and
/// what [URI] cannot hold is percent-encoded, too. User names, and hosts that only browsers can guess, are refused.
///
/// @see <a href="https://url.spec.whatwg.org/">URL standard</a>
public final class WebAddress {
    /// Longer ones are refused: two of them have to fit into the 2 KB that S3 keeps beside an object.
    private static final int MAX_LENGTH = 950;

    /// RFC 3986, appendix B: scheme, authority, path, query; the fragment is left out.
    private static final Pattern PARTS =
            Pattern.compile("^(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?://([^/?#\\\\]*))?([^?#]*)(\\?[^#]*)?(?:#.*)?$");

    private static final Pattern HOST_AND_PORT = Pattern.compile("^(\\[[^\\]]*]|[^:]*)(?::([0-9]*))?$");
    private static final Pattern STRAY_PERCENT = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private static final Pattern AROUND = Pattern.compile("^[\\x00-\\x20]+|[\\x00-\\x20]+$");
    private static final Pattern DOT = Pattern.compile("\\.|%2[eE]");
    /// Parameters that tell who sent a reader and never what is shown.
    private static final Set<String> TRACKING = Set.of(
            "fbclid",
            "gclid",
            "gclsrc",
            "dclid",
            "gbraid",
            "wbraid",
            "msclkid",
            "yclid",
            "twclid",
            "ttclid",
            "igshid",
            "mc_cid",
            "mc_eid",
            "_hsenc",
            "_hsmi",
            "mkt_tok",
            "vero_id",
            "oly_anon_id",
            "oly_enc_id");

    private WebAddress() {}

    /// The address that a person or a page wrote down.
    ///
    /// @throws IllegalArgumentException in words for that person: no URL, neither http nor https, a password,
    ///     no host, too long
    public static URI parse(String text) {
        var parts = parts(text);
        if (parts.group(1) == null || (parts.group(2) == null && isHostWithPort(parts))) {
            throw new IllegalArgumentException("'" + shown(text) + "' is no URL; one starts with http:// or https://");
        }
        return build(text, parts.group(1), parts.group(2), parts.group(3), parts.group(4));
    }

    /// The address that a reference means in a document at `base` (RFC 3986, section 5.2).
    ///
    /// @throws IllegalArgumentException as [#parse] does
    public static URI resolve(URI base, String reference) {
        var parts = parts(reference);
        if (parts.group(1) != null) {
            return parse(reference);
        }
        if (parts.group(2) != null) {
            return build(reference, base.getScheme(), parts.group(2), parts.group(3), parts.group(4));
        }
        var path = parts.group(3);
        var query = parts.group(4);
        if (path.isEmpty()) {
            path = base.getRawPath();
            query = query == null && base.getRawQuery() != null ? "?" + base.getRawQuery() : query;
        } else if (!path.startsWith("/")) {
            path = base.getRawPath().substring(0, base.getRawPath().lastIndexOf('/') + 1) + path;
        }
        return build(reference, base.getScheme(), base.getRawAuthority(), path, query);
    }

    /// The same address without the parameters that only say where a reader came from; the others keep their order.
    public static URI withoutTracking(URI address) {
        var query = address.getRawQuery();
        if (query == null) {
            return address;
        }
        var kept = Arrays.stream(query.split("&", -1))
                .filter(parameter -> !isTracking(parameter.split("=", 2)[0].toLowerCase(Locale.ROOT)))
                .collect(Collectors.joining("&"));
        if (kept.equals(query)) {
            return address;
        }
        var text = address.toString();
        return URI.create(text.substring(0, text.indexOf('?')) + (kept.isEmpty() ? "" : "?" + kept));
    }

    private static boolean isTracking(String parameter) {
        return parameter.startsWith("utm_") || TRACKING.contains(parameter);
    }

    private static Matcher parts(String text) {
        var line = AROUND.matcher(text.strip()).replaceAll("").replaceAll("[\\t\\r\\n]", "");
        int path = line.split("[?#]", 2)[0].length();
        var parts = PARTS.matcher(line.substring(0, path).replace('\\', '/') + line.substring(path));
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + shown(text) + "' is no URL");
        }
        return parts;
    }

    /// `example.org:8080` reads as a scheme by the grammar, but nobody means that.
    private static boolean isHostWithPort(Matcher parts) {
        return parts.group(1).contains(".") || parts.group(3).matches("[0-9]+.*");
    }

    private static URI build(String text, String scheme, String authority, String path, String query) {
        var lowerScheme = scheme.toLowerCase(Locale.ROOT);
        if (!lowerScheme.equals("http") && !lowerScheme.equals("https")) {
            throw new IllegalArgumentException("'" + shown(text) + "' is neither http nor https");
        }
        if (authority == null || authority.isEmpty()) {
            throw new IllegalArgumentException("'" + shown(text) + "' names no host");
        }
        if (authority.contains("@")) {
            throw new IllegalArgumentException("a URL with a user name or password is not accepted");
        }
        var hostAndPort = HOST_AND_PORT.matcher(authority);
        if (!hostAndPort.matches()) {
            throw new IllegalArgumentException("'" + shown(text) + "' has no valid host and port");
        }
        var address = lowerScheme + "://" + host(hostAndPort.group(1), text)
                + port(lowerScheme, hostAndPort.group(2), text) + withoutDots(encoded(path, "\"<>\\^`{|}[]"))
                + (query == null ? "" : encoded(query, "\"<>\\^`{|}[]'"));
        if (address.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "'" + shown(text) + "' is longer than the " + MAX_LENGTH + " characters a URL may have");
        }
        return checked(address, text);
    }

    private static URI checked(String address, String text) {
        try {
            var uri = new URI(address);
            if (uri.getHost() != null) {
                return uri;
            }
        } catch (URISyntaxException _) {
            // Said below, in words.
        }
        throw new IllegalArgumentException("'" + shown(text) + "' is no valid URL");
    }

    private static String host(String host, String text) {
        try {
            return WebHost.of(host);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + shown(text) + "' " + e.getMessage(), e);
        }
    }

    private static String port(String scheme, String port, String text) {
        if (port == null || port.isEmpty()) {
            return "";
        }
        var digits = port.replaceFirst("^0+", "");
        int number = digits.isEmpty() || digits.length() > 5 ? 0 : Integer.parseInt(digits);
        if (number < 1 || number > 65_535) {
            throw new IllegalArgumentException("'" + shown(text) + "' has a port that is not in 1 to 65535");
        }
        return number == (scheme.equals("http") ? 80 : 443) ? "" : ":" + number;
    }

    private static String encoded(String text, String reserved) {
        var encoded = new StringBuilder();
        STRAY_PERCENT.matcher(text).replaceAll("%25").codePoints().forEach(c -> {
            if (c > 0x20 && c < 0x7F && reserved.indexOf(c) < 0) {
                encoded.append((char) c);
            } else {
                for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                    encoded.append('%').append(String.format(Locale.ROOT, "%02X", b));
                }
            }
        });
        return encoded.toString();
    }

    /// RFC 3986, section 5.2.4. Unlike [URI#normalize()] it keeps doubled slashes, which some sites mean.
    private static String withoutDots(String path) {
        var kept = new StringBuilder();
        var segments = (path.startsWith("/") ? path.substring(1) : path).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            boolean last = i == segments.length - 1;
            switch (DOT.matcher(segments[i]).replaceAll(".")) {
                case "." -> kept.append(last ? "/" : "");
                case ".." -> {
                    kept.setLength(Math.max(0, kept.lastIndexOf("/")));
                    kept.append(last ? "/" : "");
                }
                default -> kept.append('/').append(segments[i]);
            }
        }
        return kept.toString();
    }

    private static String shown(String text) {
        var line = Objects.requireNonNullElse(text, "").strip().replaceAll("\\p{Cntrl}", " ");
        return line.length() <= 100 ? line : line.substring(0, 100) + "…";
    }
}
