package llmtwin.core;

import java.util.Locale;
import java.util.Optional;

/// Labels of host names in ASCII.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc3492">RFC 3492, Punycode</a>
final class Punycode {
    private static final int BASE = 36;
    private static final int T_MIN = 1;
    private static final int T_MAX = 26;
    private static final int SKEW = 38;
    private static final int DAMP = 700;
    private static final int INITIAL_BIAS = 72;
    private static final int INITIAL_N = 128;
    private static final String DIGITS = "abcdefghijklmnopqrstuvwxyz0123456789";
    /// A label has at most 63 characters in ASCII, so that no longer one is worth a try.
    private static final int MAX_LENGTH = 1_000;

    private Punycode() {}

    /// @throws IllegalArgumentException if the label is longer than any can be
    static String encode(String label) {
        var points = label.codePoints().toArray();
        if (points.length > MAX_LENGTH) {
            throw new IllegalArgumentException("a label of " + points.length + " characters");
        }
        var ascii = new StringBuilder();
        label.chars().filter(c -> c < INITIAL_N).forEach(c -> ascii.append((char) c));
        int basic = ascii.length();
        if (basic > 0) {
            ascii.append('-');
        }
        int n = INITIAL_N;
        int delta = 0;
        int bias = INITIAL_BIAS;
        int handled = basic;
        while (handled < points.length) {
            int next = Integer.MAX_VALUE;
            for (int point : points) {
                next = point >= n && point < next ? point : next;
            }
            delta += (next - n) * (handled + 1);
            n = next;
            for (int point : points) {
                if (point < n) {
                    delta++;
                } else if (point == n) {
                    append(ascii, delta, bias);
                    bias = adapted(delta, handled + 1, handled == basic);
                    delta = 0;
                    handled++;
                }
            }
            delta++;
            n++;
        }
        return ascii.toString();
    }

    private static void append(StringBuilder ascii, int delta, int bias) {
        int rest = delta;
        for (int k = BASE; ; k += BASE) {
            int threshold = threshold(k, bias);
            if (rest < threshold) {
                ascii.append(DIGITS.charAt(rest));
                return;
            }
            ascii.append(DIGITS.charAt(threshold + (rest - threshold) % (BASE - threshold)));
            rest = (rest - threshold) / (BASE - threshold);
        }
    }

    /// Empty if it encodes nothing.
    static Optional<String> decode(String encoded) {
        if (encoded.length() > MAX_LENGTH || encoded.chars().anyMatch(c -> c >= INITIAL_N)) {
            return Optional.empty();
        }
        var lower = encoded.toLowerCase(Locale.ROOT);
        int end = Math.max(0, lower.lastIndexOf('-'));
        var points = new StringBuilder(lower.substring(0, end));
        int n = INITIAL_N;
        int bias = INITIAL_BIAS;
        long i = 0;
        int at = end > 0 ? end + 1 : 0;
        while (at < lower.length()) {
            long before = i;
            long weight = 1;
            for (int k = BASE; ; k += BASE) {
                int digit = at < lower.length() ? DIGITS.indexOf(lower.charAt(at++)) : -1;
                i += digit * weight;
                if (digit < 0 || i > Integer.MAX_VALUE) {
                    return Optional.empty();
                }
                int threshold = threshold(k, bias);
                if (digit < threshold) {
                    break;
                }
                weight *= BASE - threshold;
            }
            int length = points.codePointCount(0, points.length()) + 1;
            bias = adapted((int) (i - before), length, before == 0);
            n += (int) (i / length);
            i %= length;
            if (!Character.isValidCodePoint(n) || (n >= Character.MIN_SURROGATE && n <= Character.MAX_SURROGATE)) {
                return Optional.empty();
            }
            points.insert(points.offsetByCodePoints(0, (int) i), Character.toString(n));
            i++;
        }
        return Optional.of(points.toString());
    }

    private static int threshold(int k, int bias) {
        return Math.clamp(k - bias, T_MIN, T_MAX);
    }

    private static int adapted(int delta, int length, boolean first) {
        int rest = first ? delta / DAMP : delta / 2;
        rest += rest / length;
        int k = 0;
        while (rest > (BASE - T_MIN) * T_MAX / 2) {
            rest /= BASE - T_MIN;
            k += BASE;
        }
        return k + (BASE - T_MIN + 1) * rest / (rest + SKEW);
    }
}
