package llmtwin.query;

import static llmtwin.query.Writing.passage;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import llmtwin.core.ChatModel;
import llmtwin.core.Question;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelAnswerTest {
    private static final List<Evidence> TWO =
            List.of(new Evidence(passage("A", "Two beds."), 0.5), new Evidence(passage("B", "One bench."), 0.4));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Two beds [1].|Two beds [1].|1",
                "A bench [2]. Beds [1].|A bench [2]. Beds [1].|1 2",
                "Both [1, 2].|Both [1][2].|1 2",
                "Two [7]beds [1][3].|Two beds [1].|1",
                "Two beds [0].|Two beds .|''",
                "Two beds.|Two beds.|''"
            })
    void only_citations_of_passages_that_exist_stay(String written, String text, String numbers) {
        var statement = new ModelAnswer(new Scripted(written), AnswerPrompt.ofVersion("answer-v1")).answer("q", TWO);

        assertEquals(text, statement.text());
        assertEquals(
                numbers,
                String.join(
                        " ",
                        statement.citations().stream()
                                .map(c -> String.valueOf(c.number()))
                                .toList()));
    }

    @Test
    void a_citation_has_the_passage_of_its_number() {
        var statement =
                new ModelAnswer(new Scripted("A bench [2]."), AnswerPrompt.ofVersion("answer-v1")).answer("q", TWO);

        assertEquals(List.of(Citation.of(2, TWO.get(1).passage())), statement.citations());
    }

    @Test
    void an_answer_that_cites_nothing_is_replaced_by_quotes_and_said() {
        var embedder = new WordEmbedder();
        var writing = new Writing(embedder).with("A small garden", Writing.GARDEN);
        var writer = new ModelAnswer(new Scripted("Nine beds, surely."), AnswerPrompt.ofVersion("answer-v1"));
        var question = new Question(Writing.ME, "How many beds does the garden have?", null, 8);

        var answer = new Answers(embedder, writing.index, writer).answer(question);

        assertEquals("extractive", answer.mode());
        assertEquals("The language model's answer cited no passage, so this one quotes them.", answer.notice());
    }

    @Test
    void a_cited_answer_of_a_model_names_the_model() {
        var embedder = new WordEmbedder();
        var writing = new Writing(embedder).with("A small garden", Writing.GARDEN);
        var writer = new ModelAnswer(new Scripted("Two beds [1]."), AnswerPrompt.ofVersion("answer-v1"));
        var question = new Question(Writing.ME, "How many beds does the garden have?", null, 8);

        var answer = new Answers(embedder, writing.index, writer).answer(question);

        assertEquals("model", answer.mode());
        assertEquals("scripted", answer.model());
        assertEquals("Two beds [1].", answer.answer());
    }

    /// Says always the same.
    private record Scripted(String answer) implements ChatModel {
        @Override
        public String name() {
            return "scripted";
        }

        @Override
        public String complete(List<Message> messages, int maxTokens) {
            return answer;
        }
    }
}
