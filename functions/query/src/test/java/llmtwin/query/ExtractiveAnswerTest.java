package llmtwin.query;

import static llmtwin.query.Writing.passage;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExtractiveAnswerTest {
    private final WordEmbedder embedder = new WordEmbedder();
    private final ExtractiveAnswer extractive = new ExtractiveAnswer(embedder);

    @Test
    void the_sentences_that_fit_are_quoted_in_reading_order_with_their_citation() {
        var statement = answer(
                "How often do I water the tomatoes?",
                "The weather was fine. I water tomatoes often. Cats sleep all day long. Tomatoes need water often, too.");

        assertEquals("I water tomatoes often. … Tomatoes need water often, too. [1]", statement.text());
    }

    @Test
    void each_passage_gets_its_own_number() {
        var statement = answer(
                "Which trees have apples?", "Apples grow on trees in autumn.", "Many trees bear good apples here.");

        assertEquals("Apples grow on trees in autumn. [1]\n\nMany trees bear good apples here. [2]", statement.text());
        assertEquals(
                List.of(1, 2),
                statement.citations().stream().map(Citation::number).toList());
        assertEquals(
                "Many trees bear good apples here.",
                statement.citations().get(1).passage());
    }

    @Test
    void a_question_within_a_text_is_no_answer() {
        var statement = answer("Where do apples grow?", "Where do apples grow? Apples grow on trees outside.");

        assertEquals("Apples grow on trees outside. [1]", statement.text());
    }

    @Test
    void the_same_sentence_is_quoted_once() {
        var statement = answer("Where do apples grow?", "Apples grow on trees.", "Apples grow on trees.");

        assertEquals("Apples grow on trees. [1]", statement.text());
    }

    @Test
    void the_rest_of_a_sentence_cut_by_the_passage_is_not_quoted() {
        var statement = answer("Where do apples grow?", "apples grow is well known. Apples grow on trees.");

        assertEquals("Apples grow on trees. [1]", statement.text());
    }

    @Test
    void a_passage_without_sentences_is_quoted_whole() {
        var statement = answer("How are apples counted?", "```\napples = 1\n```");

        assertEquals("```\napples = 1\n```\n\n[1]", statement.text());
    }

    private Statement answer(String question, String... passages) {
        var evidence = List.of(passages).stream()
                .map(text -> new Evidence(passage("Title", text), 0.5))
                .toList();
        return extractive.answer(question, embedder.embed(question), evidence);
    }
}
