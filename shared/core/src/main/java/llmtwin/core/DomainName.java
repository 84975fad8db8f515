package llmtwin.core;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Host names in the ASCII in which they are looked up: nontransitional processing of UTS #46 as the URL standard asks
/// for it, so that `faß.example` is another host than `fass.example`. Beyond that, what no name server can have is
/// refused: empty labels, labels of more than 63 characters, names of more than 253.
///
/// @see <a href="https://url.spec.whatwg.org/#concept-domain-to-ascii">URL standard, domain to ASCII</a>
/// @see <a href="https://www.unicode.org/reports/tr46/#Processing">UTS #46, section 4</a>
final class DomainName {
    private static final String ACE = "xn--";
    private static final int MAX_LABEL = 63;
    private static final int MAX_NAME = 253;
    private static final int ZWNJ = 0x200C;
    private static final int ZWJ = 0x200D;
    private static final Pattern MARK = Pattern.compile("^\\p{M}");

    private DomainName() {}

    /// @param name without percent-encoding; a final dot stays
    /// @throws IllegalArgumentException if it is no valid name
    static String toAscii(String name) {
        var mapped = isAscii(name) ? name.toLowerCase(Locale.ROOT) : mapped(name);
        boolean isRooted = mapped.endsWith(".");
        var labels = List.of((isRooted ? mapped.substring(0, mapped.length() - 1) : mapped).split("\\.", -1)).stream()
                .map(DomainName::decoded)
                .toList();
        if (labels.stream().anyMatch(BidiRule::isRightToLeft)
                && !labels.stream().allMatch(BidiRule::isKept)) {
            throw new IllegalArgumentException("mixes directions of writing");
        }
        var ascii = labels.stream().map(DomainName::encoded).collect(Collectors.joining("."));
        if (ascii.length() > MAX_NAME) {
            throw new IllegalArgumentException("is longer than " + MAX_NAME + " characters");
        }
        return isRooted ? ascii + "." : ascii;
    }

    private static String mapped(String name) {
        var table = HostCharacters.table();
        var mapped = new StringBuilder();
        name.codePoints().forEach(point -> {
            var meaning = point < 0x80 ? Character.toString(Character.toLowerCase(point)) : table.mapped(point);
            if (meaning == null) {
                throw new IllegalArgumentException("has the character U+" + Integer.toHexString(point));
            }
            mapped.append(meaning);
        });
        return Normalizer.normalize(mapped, Normalizer.Form.NFC);
    }

    /// The label as people read it.
    private static String decoded(String label) {
        if (label.isEmpty()) {
            throw new IllegalArgumentException("has an empty label");
        }
        if (!label.startsWith(ACE)) {
            return isAscii(label) ? label : checked(label);
        }
        var decoded = Punycode.decode(label.substring(ACE.length()))
                .filter(text -> !isAscii(text))
                .orElseThrow(() -> new IllegalArgumentException("has the label " + label + " that encodes nothing"));
        return checked(decoded);
    }

    /// The validity criteria of UTS #46, section 4.1, but for those of direction.
    private static String checked(String label) {
        var points = label.codePoints().toArray();
        var table = HostCharacters.table();
        boolean isValid = Normalizer.isNormalized(label, Normalizer.Form.NFC)
                && !label.startsWith(ACE)
                && !MARK.matcher(label).find()
                && Arrays.stream(points).allMatch(point -> point < 0x80 || table.isValid(point));
        for (int i = 0; isValid && i < points.length; i++) {
            isValid = (points[i] != ZWNJ && points[i] != ZWJ) || mayJoin(points, i);
        }
        if (!isValid) {
            throw new IllegalArgumentException("has a label that is none");
        }
        return label;
    }

    /// RFC 5892, appendix A.1 and A.2.
    private static boolean mayJoin(int[] points, int at) {
        var table = HostCharacters.table();
        if (at > 0 && table.isVirama(points[at - 1])) {
            return true;
        }
        return points[at] == ZWNJ
                && "LD".indexOf(neighbour(points, at, -1)) >= 0
                && "RD".indexOf(neighbour(points, at, 1)) >= 0;
    }

    /// How the next character joins that is not transparent.
    private static char neighbour(int[] points, int from, int step) {
        for (int i = from + step; i >= 0 && i < points.length; i += step) {
            char joining = HostCharacters.table().joining(points[i]);
            if (joining != 'T') {
                return joining;
            }
        }
        return HostCharacters.NO_JOINING;
    }

    private static String encoded(String label) {
        var ascii = isAscii(label) ? label : ACE + Punycode.encode(label);
        if (ascii.length() > MAX_LABEL) {
            throw new IllegalArgumentException("has a label longer than " + MAX_LABEL + " characters");
        }
        return ascii;
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }
}
