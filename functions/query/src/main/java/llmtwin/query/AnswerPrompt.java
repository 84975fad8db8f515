package llmtwin.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import llmtwin.core.ChatModel.Message;
import llmtwin.core.ChatModel.Role;
import llmtwin.core.Sha256;

/// What a model is told so that it answers from passages. The words are in files, one pair for each version.
///
/// Retrieved text is data: it stands between marks that do not occur in it, so that no text can close its fence.
record AnswerPrompt(String version, String system, String user) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(\\w+)}}");
    private static final int MARK_LENGTH = 16;

    /// @param version such as `answer-v1`
    static AnswerPrompt ofVersion(String version) {
        return new AnswerPrompt(version, resource(version + "-system.txt"), resource(version + "-user.txt"));
    }

    /// @param evidence numbered from 1 in this order
    List<Message> messages(String question, List<Evidence> evidence) {
        var mark = mark(question, evidence);
        var passages = IntStream.range(0, evidence.size())
                .mapToObj(i -> fenced(i + 1, evidence.get(i), mark))
                .collect(Collectors.joining("\n\n"));
        var values = Map.of("mark", mark, "passages", passages, "question", question);
        return List.of(new Message(Role.SYSTEM, filled(system, values)), new Message(Role.USER, filled(user, values)));
    }

    private static String fenced(int number, Evidence evidence, String mark) {
        return "<<passage " + number + " " + mark + ">>\n" + content(evidence) + "\n<<end of passage " + number + " "
                + mark + ">>";
    }

    /// The title was written by whoever wrote the text, and so is no more to be trusted.
    private static String content(Evidence evidence) {
        var passage = evidence.passage();
        return "Title: " + passage.title() + "\n\n" + passage.chunk().text();
    }

    /// The same for the same question and passages; in none of them.
    private static String mark(String question, List<Evidence> evidence) {
        var everything =
                question + "\n" + evidence.stream().map(AnswerPrompt::content).collect(Collectors.joining("\n"));
        var hash = Sha256.of(everything);
        while (everything.contains(shortened(hash))) {
            hash = Sha256.of(hash.hex());
        }
        return shortened(hash);
    }

    private static String shortened(Sha256 hash) {
        return hash.hex().substring(0, MARK_LENGTH);
    }

    /// In one pass, so that a placeholder within a value stays as it is.
    private static String filled(String template, Map<String, String> values) {
        return PLACEHOLDER
                .matcher(template)
                .replaceAll(found -> Matcher.quoteReplacement(Objects.requireNonNull(
                        values.get(found.group(1)), () -> "prompt placeholder " + found.group())));
    }

    private static String resource(String name) {
        try (var stream = AnswerPrompt.class.getResourceAsStream("prompts/" + name)) {
            if (stream == null) {
                throw new IllegalStateException("prompt " + name + " is missing");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
