package llmtwin.local.qdrant;

import io.qdrant.client.grpc.Common.Match;
import io.qdrant.client.grpc.JsonWithInt.Value;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// The matches that look into a value instead of looking it up: text, and "anything except".
///
/// @param tokenized whether the field has a text index. With one, words are compared regardless of case; without, text
///     is searched for as it stands.
record ValueMatch(Match match, boolean tokenized) implements Predicate<Value> {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    @Override
    public boolean test(Value value) {
        return switch (match.getMatchValueCase()) {
            case TEXT -> value.hasStringValue() && hasText(value.getStringValue(), match.getText());
            case TEXT_ANY -> value.hasStringValue() && hasAnyWord(value.getStringValue(), match.getTextAny());
            case PHRASE -> value.hasStringValue() && hasPhrase(value.getStringValue(), match.getPhrase());
            case EXCEPT_KEYWORDS ->
                !value.hasNullValue()
                        && !(value.hasStringValue()
                                && match.getExceptKeywords().getStringsList().contains(value.getStringValue()));
            case EXCEPT_INTEGERS ->
                !value.hasNullValue()
                        && !(value.hasIntegerValue()
                                && match.getExceptIntegers().getIntegersList().contains(value.getIntegerValue()));
            case KEYWORD, INTEGER, BOOLEAN, KEYWORDS, INTEGERS, MATCHVALUE_NOT_SET ->
                throw new IllegalStateException("looked up, not scanned: " + match.getMatchValueCase());
        };
    }

    private boolean hasText(String text, String wanted) {
        return tokenized ? words(text).containsAll(words(wanted)) : text.contains(wanted);
    }

    private boolean hasAnyWord(String text, String wanted) {
        return tokenized
                ? !Collections.disjoint(words(text), words(wanted))
                : SPACE.splitAsStream(wanted.strip()).anyMatch(text::contains);
    }

    private boolean hasPhrase(String text, String wanted) {
        return tokenized ? Collections.indexOfSubList(words(text), words(wanted)) >= 0 : text.contains(wanted);
    }

    private static List<String> words(String text) {
        return WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(word -> word.group())
                .toList();
    }
}
