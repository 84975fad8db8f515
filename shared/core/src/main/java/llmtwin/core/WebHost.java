package llmtwin.core;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/// The host of a URL in the one spelling that browsers give it.
///
/// @see <a href="https://url.spec.whatwg.org/#host-parsing">URL standard, host parsing</a>
final class WebHost {
    private static final Pattern FORBIDDEN = Pattern.compile("[\\x00-\\x20#/:<>?@\\[\\\\\\]^|%\\x7F]");
    /// A last label of digits only, or hexadecimal, makes a host an IPv4 address.
    private static final Pattern NUMERIC = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0[xX][0-9a-fA-F]*)");

    private static final int MAX_PARTS = 4;
    private static final int GROUPS = 8;

    private WebHost() {}

    /// @throws IllegalArgumentException saying what the host lacks, to be put after the URL
    static String of(String written) {
        if (written.startsWith("[")) {
            return ipv6(written);
        }
        String ascii;
        try {
            ascii = DomainName.toAscii(decoded(written));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("has no valid host name", e);
        }
        var name = ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
        if (name.isEmpty()) {
            throw new IllegalArgumentException("names no host");
        }
        if (FORBIDDEN.matcher(name).find()) {
            throw new IllegalArgumentException("has no valid host name");
        }
        return NUMERIC.matcher(name).matches() ? ipv4(name) : name;
    }

    private static String decoded(String host) {
        var bytes = new ByteArrayOutputStream();
        var raw = host.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < raw.length; i++) {
            int high = i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
            int low = i + 2 < raw.length ? Character.digit(raw[i + 2], 16) : -1;
            if (raw[i] == '%' && high >= 0 && low >= 0) {
                bytes.write(16 * high + low);
                i += 2;
            } else {
                bytes.write(raw[i]);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /// One to four numbers; the last one fills what the others leave.
    private static String ipv4(String name) {
        var parts = name.split("\\.", -1);
        long address = 0;
        for (int i = 0; i < parts.length; i++) {
            var number = number(parts[i]);
            long limit = i == parts.length - 1 ? 1L << (8 * (MAX_PARTS + 1 - Math.min(parts.length, MAX_PARTS))) : 256;
            if (parts.length > MAX_PARTS || number.isEmpty() || number.getAsLong() >= limit) {
                throw new IllegalArgumentException("has a number that is no IPv4 address as host");
            }
            int shift = i == parts.length - 1 ? 0 : 8 * (MAX_PARTS - 1 - i);
            address += number.getAsLong() << shift;
        }
        return (address >> 24) + "." + (address >> 16 & 0xFF) + "." + (address >> 8 & 0xFF) + "." + (address & 0xFF);
    }

    /// Decimal, octal after a `0`, hexadecimal after `0x`.
    private static OptionalLong number(String part) {
        boolean hexadecimal = part.startsWith("0x");
        int radix = hexadecimal ? 16 : part.length() > 1 && part.startsWith("0") ? 8 : 10;
        var digits = hexadecimal ? "0" + part.substring(2) : part;
        boolean isNumber = !digits.isEmpty()
                && digits.length() < 16
                && digits.chars().allMatch(c -> Character.digit(c, radix) >= 0);
        return isNumber ? OptionalLong.of(Long.parseLong(digits, radix)) : OptionalLong.empty();
    }

    private static String ipv6(String literal) {
        if (literal.contains("%")) {
            throw new IllegalArgumentException("names a network interface");
        }
        byte[] bytes;
        try {
            // A literal is never looked up.
            bytes = InetAddress.getByName(literal).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("is no valid URL", e);
        }
        var groups = new int[GROUPS];
        if (bytes.length == MAX_PARTS) {
            groups[5] = 0xFFFF; // Java takes an IPv4 address that is written in IPv6 apart.
        }
        for (int i = 0; i < bytes.length; i += 2) {
            groups[GROUPS - bytes.length / 2 + i / 2] = (bytes[i] & 0xFF) << 8 | (bytes[i + 1] & 0xFF);
        }
        return "[" + compressed(groups) + "]";
    }

    /// The first of the longest runs of two or more zeros is left out (RFC 5952, section 4.2).
    private static String compressed(int[] groups) {
        int start = 0;
        int longest = 1;
        for (int i = 0; i < GROUPS; i++) {
            int end = i;
            while (end < GROUPS && groups[end] == 0) {
                end++;
            }
            if (end - i > longest) {
                start = i;
                longest = end - i;
            }
        }
        return longest == 1
                ? joined(groups, 0, GROUPS)
                : joined(groups, 0, start) + "::" + joined(groups, start + longest, GROUPS);
    }

    private static String joined(int[] groups, int from, int to) {
        var joined = new StringJoiner(":");
        for (int i = from; i < to; i++) {
            joined.add(Integer.toHexString(groups[i]));
        }
        return joined.toString();
    }
}
