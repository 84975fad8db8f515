package llmtwin.clean;

import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A script and the languages written in it, as BCP 47 tags. Kana and ideographs count as one script, since they stand
/// in one text.
enum Script {
    LATIN(
            "af ast az br bs ca ceb cs cy da de en eo es et eu fi fo fr fy ga gl gsw hr ht hu id is it jv ku la lb li lt"
                    + " lv mg mi min ms mt nan nb nds nl nn no oc pl pt ro sk sl so sq sr su sv sw tl tr uz vi vo war zu",
            UnicodeScript.LATIN),
    CYRILLIC("az ba be bg ce kk ky mk mn ru sr tg tt uk uz", UnicodeScript.CYRILLIC),
    ARABIC("ar az ckb fa kk ku ky ms pa pnb ps sd ug ur uz", UnicodeScript.ARABIC),
    DEVANAGARI("hi mr ne sa", UnicodeScript.DEVANAGARI),
    EAST_ASIAN("zh ja", UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA),
    HANGUL("ko", UnicodeScript.HANGUL),
    GREEK("el", UnicodeScript.GREEK),
    HEBREW("he yi", UnicodeScript.HEBREW),
    ARMENIAN("hy", UnicodeScript.ARMENIAN),
    GEORGIAN("ka", UnicodeScript.GEORGIAN),
    BENGALI("bn as", UnicodeScript.BENGALI),
    GURMUKHI("pa", UnicodeScript.GURMUKHI),
    GUJARATI("gu", UnicodeScript.GUJARATI),
    ORIYA("or", UnicodeScript.ORIYA),
    TAMIL("ta", UnicodeScript.TAMIL),
    TELUGU("te", UnicodeScript.TELUGU),
    KANNADA("kn", UnicodeScript.KANNADA),
    MALAYALAM("ml", UnicodeScript.MALAYALAM),
    SINHALA("si", UnicodeScript.SINHALA),
    THAI("th", UnicodeScript.THAI),
    LAO("lo", UnicodeScript.LAO),
    KHMER("km", UnicodeScript.KHMER),
    MYANMAR("my", UnicodeScript.MYANMAR),
    ETHIOPIC("am ti", UnicodeScript.ETHIOPIC);

    private static final Set<Script> SHARED = EnumSet.of(LATIN, CYRILLIC, ARABIC, DEVANAGARI);
    private static final Map<UnicodeScript, Script> BY_UNICODE = new EnumMap<>(UnicodeScript.class);

    static {
        for (var script : values()) {
            script.unicode.forEach(unicode -> BY_UNICODE.put(unicode, script));
        }
    }

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> languages;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<UnicodeScript> unicode;

    Script(String languages, UnicodeScript... unicode) {
        this.languages = List.of(languages.split(" "));
        this.unicode = List.of(unicode);
    }

    /// Empty for what is no letter, and for scripts not known here.
    static Optional<Script> of(int codePoint) {
        return Character.isLetter(codePoint)
                ? Optional.ofNullable(BY_UNICODE.get(UnicodeScript.of(codePoint)))
                : Optional.empty();
    }

    List<String> languages() {
        return languages;
    }

    /// Whether several languages with many readers share it. Of the others, the first language is the one to expect.
    boolean isShared() {
        return SHARED.contains(this);
    }

    /// Whether a text in that language may be in this script; true of languages not known here, and of those said to
    /// be transliterated (`ru-Latn`).
    boolean writes(String tag) {
        var locale = Locale.forLanguageTag(tag);
        var language = locale.getLanguage();
        return languages.contains(language)
                || (this == LATIN && locale.getScript().equals("Latn"))
                || Arrays.stream(values()).noneMatch(script -> script.languages.contains(language));
    }

    /// How many letters of an alphabet say as much as one of these.
    int weight() {
        return this == EAST_ASIAN || this == HANGUL ? 3 : 1;
    }
}
