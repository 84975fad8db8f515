package llmtwin.core;

import java.util.EnumSet;
import java.util.Set;

/// The rule that keeps labels readable where names of both directions of writing meet.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc5893#section-2">RFC 5893, section 2</a>
final class BidiRule {
    private enum Kind {
        L,
        R,
        AL,
        AN,
        EN,
        NSM,
        NEUTRAL,
        OTHER
    }

    private static final Set<Kind> OF_RTL = EnumSet.of(Kind.R, Kind.AL, Kind.AN, Kind.EN, Kind.NSM, Kind.NEUTRAL);
    private static final Set<Kind> OF_LTR = EnumSet.of(Kind.L, Kind.EN, Kind.NSM, Kind.NEUTRAL);
    private static final Set<Kind> END_OF_RTL = EnumSet.of(Kind.R, Kind.AL, Kind.AN, Kind.EN);
    private static final Set<Kind> END_OF_LTR = EnumSet.of(Kind.L, Kind.EN);

    private BidiRule() {}

    /// Whether a label makes its name one of those for which the rule is.
    static boolean isRightToLeft(String label) {
        return label.codePoints().mapToObj(BidiRule::kind).anyMatch(EnumSet.of(Kind.R, Kind.AL, Kind.AN)::contains);
    }

    /// Whether a label of such a name keeps to the rule.
    static boolean isKept(String label) {
        var kinds = label.codePoints().mapToObj(BidiRule::kind).toList();
        var last = kinds.reversed().stream()
                .filter(kind -> kind != Kind.NSM)
                .findFirst()
                .orElse(Kind.NSM);
        return switch (kinds.getFirst()) {
            case R, AL ->
                OF_RTL.containsAll(kinds)
                        && END_OF_RTL.contains(last)
                        && !(kinds.contains(Kind.EN) && kinds.contains(Kind.AN));
            case L -> OF_LTR.containsAll(kinds) && END_OF_LTR.contains(last);
            case AN, EN, NSM, NEUTRAL, OTHER -> false;
        };
    }

    private static Kind kind(int point) {
        return switch (Character.getDirectionality(point)) {
            case Character.DIRECTIONALITY_LEFT_TO_RIGHT -> Kind.L;
            case Character.DIRECTIONALITY_RIGHT_TO_LEFT -> Kind.R;
            case Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC -> Kind.AL;
            case Character.DIRECTIONALITY_ARABIC_NUMBER -> Kind.AN;
            case Character.DIRECTIONALITY_EUROPEAN_NUMBER -> Kind.EN;
            case Character.DIRECTIONALITY_NONSPACING_MARK -> Kind.NSM;
            case Character.DIRECTIONALITY_EUROPEAN_NUMBER_SEPARATOR,
                    Character.DIRECTIONALITY_COMMON_NUMBER_SEPARATOR,
                    Character.DIRECTIONALITY_EUROPEAN_NUMBER_TERMINATOR,
                    Character.DIRECTIONALITY_OTHER_NEUTRALS,
                    Character.DIRECTIONALITY_BOUNDARY_NEUTRAL -> Kind.NEUTRAL;
            default -> Kind.OTHER;
        };
    }
}
