package llmtwin.crawl;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Paths of URLs and of rules in one spelling, so that they can be compared octet by octet (RFC 9309, section 2.2.2).
final class RobotsPath {
    private static final String UNRESERVED = "-._~";

    private RobotsPath() {}

    /// Path and query of a URL; `*` and `$` in it are encoded, for they mean nothing special there.
    static String ofUrl(URI url) {
        var path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        var query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        return normal(path + query).replace("*", "%2A").replace("$", "%24");
    }

    /// The pattern of a rule: `*` stands for anything, `$` at the end for the end.
    static String ofRule(String path) {
        boolean anchored = path.endsWith("$");
        var body = anchored ? path.substring(0, path.length() - 1) : path;
        return normal(body).replace("$", "%24") + (anchored ? "$" : "");
    }

    /// Linear in the length of the path for each part between two stars, so that no pattern can stall a crawl.
    static boolean matches(String pattern, String path) {
        boolean anchored = pattern.endsWith("$");
        var parts = (anchored ? pattern.substring(0, pattern.length() - 1) : pattern).split("\\*", -1);
        if (!path.startsWith(parts[0])) {
            return false;
        }
        int position = parts[0].length();
        for (int i = 1; i < parts.length; i++) {
            boolean toTheEnd = anchored && i == parts.length - 1;
            int found = toTheEnd ? path.length() - parts[i].length() : path.indexOf(parts[i], position);
            if (found < position || !path.startsWith(parts[i], found)) {
                return false;
            }
            position = found + parts[i].length();
        }
        return !anchored || position == path.length();
    }

    /// How much of the path a pattern that matches it pins down, in octets. A star at the end that stands for nothing
    /// does not count: `/*` says no more about `/` than `/` does.
    static int specificity(String pattern, String path) {
        return pattern.endsWith("$") ? pattern.length() : Math.min(pattern.length(), path.length());
    }

    private static String normal(String path) {
        var octets = path.getBytes(StandardCharsets.UTF_8);
        var normal = new StringBuilder();
        for (int i = 0; i < octets.length; i++) {
            int octet = octets[i] & 0xFF;
            if (octet == '%' && i + 2 < octets.length && isHex(octets[i + 1]) && isHex(octets[i + 2])) {
                int decoded = Integer.parseInt(new String(octets, i + 1, 2, StandardCharsets.US_ASCII), 16);
                normal.append(isUnreserved(decoded) ? Character.toString(decoded) : encoded(decoded));
                i += 2;
            } else {
                normal.append(octet > 0x20 && octet < 0x7F ? Character.toString(octet) : encoded(octet));
            }
        }
        return normal.toString();
    }

    private static boolean isHex(byte octet) {
        return Character.digit(octet, 16) >= 0;
    }

    private static boolean isUnreserved(int octet) {
        return octet < 0x7F && (Character.isLetterOrDigit(octet) || UNRESERVED.indexOf(octet) >= 0);
    }

    private static String encoded(int octet) {
        return String.format(Locale.ROOT, "%%%02X", octet);
    }
}
