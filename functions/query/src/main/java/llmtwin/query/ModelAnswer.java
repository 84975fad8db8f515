package llmtwin.query;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import llmtwin.core.ChatModel;

/// Lets a model answer from passages and keeps only the citations that lead to one of them.
final class ModelAnswer {
    private static final Pattern BRACKETS = Pattern.compile("\\[(\\d{1,3}(?:\\s*[,;]\\s*\\d{1,3})*)]");
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final int MAX_TOKENS = 800;

    private final ChatModel model;
    private final AnswerPrompt prompt;

    ModelAnswer(ChatModel model, AnswerPrompt prompt) {
        this.model = model;
        this.prompt = prompt;
    }

    String model() {
        return model.name();
    }

    /// An answer without citations if the model cited nothing that exists.
    ///
    /// @throws ChatModel.Unavailable if no answer can be had now
    Statement answer(String question, List<Evidence> evidence) {
        var text =
                model.complete(prompt.messages(question, evidence), MAX_TOKENS).strip();
        var cited = new TreeSet<Integer>();
        var checked = BRACKETS.matcher(text).replaceAll(found -> {
            var real = numbers(found).stream()
                    .filter(number -> number >= 1 && number <= evidence.size())
                    .toList();
            cited.addAll(real);
            return real.stream().map(number -> "[" + number + "]").collect(Collectors.joining());
        });
        var citations = new ArrayList<Citation>();
        for (int number : cited) {
            citations.add(Citation.of(number, evidence.get(number - 1).passage()));
        }
        return new Statement(checked.strip(), citations);
    }

    private static List<Integer> numbers(MatchResult found) {
        return NUMBER.matcher(found.group(1))
                .results()
                .map(number -> Integer.valueOf(number.group()))
                .toList();
    }
}
