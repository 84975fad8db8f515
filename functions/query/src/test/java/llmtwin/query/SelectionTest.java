package llmtwin.query;

import static llmtwin.query.Writing.passage;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class SelectionTest {
    private final Selection selection = new Selection(10, 2, 0.8, text -> text.split(" ", -1).length);

    @Test
    void passages_are_taken_best_first_up_to_the_limit() {
        var one = evidence("a", "one red apple");
        var two = evidence("b", "two green pears");

        assertEquals(List.of(one), selection.choose(List.of(one, two), 1));
    }

    @Test
    void a_passage_that_says_the_same_is_left_out() {
        var one = evidence("a", "The red apple tree stands there.");
        var same = evidence("b", "the Red Apple tree stands there");
        var other = evidence("c", "Green pears");

        assertEquals(List.of(one, other), selection.choose(List.of(one, same, other), 9));
    }

    @Test
    void one_document_does_not_take_every_place() {
        var one = evidence("a", "red apple");
        var two = evidence("a", "green pear");
        var three = evidence("a", "blue plum");
        var other = evidence("b", "yellow lemon");

        assertEquals(List.of(one, two, other), selection.choose(List.of(one, two, three, other), 9));
    }

    @Test
    void a_passage_beyond_the_budget_is_left_out_and_a_shorter_one_taken() {
        var one = evidence("a", "one two three four five six");
        var tooLong = evidence("b", "seven eight nine ten eleven");
        var shorter = evidence("c", "twelve thirteen");

        assertEquals(List.of(one, shorter), selection.choose(List.of(one, tooLong, shorter), 9));
    }

    @Test
    void the_best_passage_is_taken_whatever_its_length() {
        var longOne = evidence("a", "a b c d e f g h i j k l");

        assertEquals(List.of(longOne), selection.choose(List.of(longOne), 9));
    }

    private static Evidence evidence(String title, String text) {
        return new Evidence(passage(title, text), 0.5);
    }
}
