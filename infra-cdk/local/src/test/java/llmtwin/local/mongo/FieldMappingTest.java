package llmtwin.local.mongo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import llmtwin.core.Category;
import llmtwin.core.Piece;
import llmtwin.unpack.Member;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldMappingTest {
    private static ImportSettings guessed(String... records) {
        return ImportSettings.NONE.guessed(
                Map.of(), Stream.of(records).map(BsonDocument::parse).toList());
    }

    private static Member read(ImportSettings settings, String record) {
        var members = new ArrayList<Member>();
        settings.mapping(Map.of()).read(BsonDocument.parse(record), "mongodb/b/c/1", members::add);
        assertEquals(1, members.size());
        return members.getFirst();
    }

    private static Piece piece(ImportSettings settings, String record) {
        return ((Member.Writing) read(settings, record)).piece();
    }

    /// The guess is made from the record itself.
    private static Piece piece(String record) {
        return piece(guessed(record), record);
    }

    @Test
    void usual_names_are_recognised() {
        var piece = piece("""
                {"_id": 1, "Headline": "On beans", "body": "Dig.", "author": {"first_name": "A.", "last_name": "Writer"},
                 "published_at": {"$date": "2024-05-01T10:00:00Z"}, "updatedAt": 1717236000,
                 "permalink": "https://example.org/beans", "lang": "en_GB"}""");

        assertEquals("On beans", piece.title());
        assertEquals("Dig.", piece.body());
        assertEquals("A. Writer", piece.author());
        assertEquals(Instant.parse("2024-05-01T10:00:00Z"), piece.published());
        assertEquals(Instant.parse("2024-06-01T10:00:00Z"), piece.modified());
        assertEquals(URI.create("https://example.org/beans"), piece.url());
        assertEquals("en-GB", piece.language());
        assertEquals(Category.ARTICLE, piece.category());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'html': '<p>a</p>', 'text': 'a'}                                  | body=html",
                "{'data': {'content': 'a'}, 'content': 'b'}                         | body=content",
                "{'blocks': [{'text': 'a'}, {'text': 'b'}]}                         | body=blocks.text",
                "{'title': 'a', 'name': 'b', 'content': 'c'}                        | body=content, title=title",
                "{'content': 7, 'text': 'a', 'url': 'not a link', 'link': 'https://example.org/'} | body=text, url=link",
                "{'content': 'a', 'author': {'$oid': '65f0c0ffee65f0c0ffee65f0'}}   | body=content",
                "{'content': 'a', 'meta': {'tags': ['x'], 'language': 'de'}}        | body=content, language=meta.language"
            })
    void the_field_that_fits_is_taken(String record, String fields) {
        var guessed = guessed(record.replace('\'', '"')).fields().toString();

        assertEquals("{" + fields + "}", guessed);
    }

    @Test
    void a_name_that_most_records_do_not_have_is_passed_over() {
        var settings = guessed(
                "{\"title\": \"One of three\", \"headline\": \"a\", \"text\": \"b\"}",
                "{\"headline\": \"c\", \"text\": \"d\"}",
                "{\"headline\": \"e\", \"text\": \"f\"}");

        assertEquals(Map.of("title", "headline", "body", "text"), settings.fields());
    }

    @Test
    void without_a_usual_name_the_longest_text_is_the_body() {
        var settings = guessed("{\"slug\": \"beans\", \"essay\": \"" + "Dig deep. ".repeat(20) + "\"}");

        assertEquals(Map.of("body", "essay"), settings.fields());
    }

    @Test
    void records_without_a_text_say_so() {
        var e = assertThrows(IllegalArgumentException.class, () -> guessed("{\"a\": 1, \"b\": \"short\"}"));

        assertEquals("none of its fields looks like a text. Say which is: --map body=FIELD", e.getMessage());
    }

    @Test
    void what_is_said_wins_over_the_guess_and_an_empty_path_over_both() {
        var settings = ImportSettings.NONE.guessed(
                Map.of("body", "essay", "author", ""),
                List.of(BsonDocument.parse(
                        "{\"title\": \"T\", \"text\": \"no\", \"author\": \"X\", \"essay\": \"yes\"}")));

        assertEquals(Map.of("title", "title", "body", "essay"), settings.fields());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<p>Beans &amp; peas</p>             | HTML",
                "One<br>two                          | HTML",
                "# Beans                             | MARKDOWN",
                "See [peas](https://example.org/).   | MARKDOWN",
                "Three * four < five, he said.       | TEXT",
                "#garden in the rain                 | TEXT"
            })
    void each_text_tells_what_it_is_written_in(String text, Piece.Format format) {
        assertEquals(
                format,
                piece("{\"text\": \"" + text.replace("\"", "\\\"") + "\"}").format());
    }

    @Test
    void format_and_category_may_be_said() {
        var settings = new ImportSettings(Map.of("body", "b", "title", "t"), "text", "post", null, null);

        var piece = piece(settings, "{\"t\": \"T\", \"b\": \"# <b>so</b>\"}");

        assertEquals(Piece.Format.TEXT, piece.format());
        assertEquals(Category.POST, piece.category());
    }

    @ParameterizedTest
    @CsvSource({"Post, POST", "conversation, CONVERSATION", "gardening, ARTICLE"})
    void a_record_may_say_its_category(String said, Category category) {
        var settings =
                new ImportSettings(Map.of("body", "b", "title", "t", "category", "kind"), null, null, null, null);

        assertEquals(
                category,
                piece(settings, "{\"b\": \"x\", \"kind\": \"" + said + "\"}").category());
    }

    @Test
    void records_without_titles_are_posts() {
        assertEquals(Category.POST, piece("{\"text\": \"Rain again.\"}").category());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'b': null}                                            | missing",
                "{}                                                     | missing",
                "{'b': ' '}                                             | empty",
                "{'b': 7}                                               | a number",
                "{'b': {'deep': 'x'}}                                   | an object",
                "{'b': {'$binary': {'base64': 'AAEC', 'subType': '00'}}} | binary",
                "{'b': []}                                              | missing",
                "{'b': true}                                            | true or false"
            })
    void a_field_that_is_no_text_is_named_with_what_it_is(String record, String what) {
        var settings = new ImportSettings(Map.of("body", "b"), null, null, null, null);

        var skipped = (Member.Skipped) read(settings, record.replace('\'', '"'));

        assertEquals("it has no text: its field 'b' is " + what, skipped.reason());
    }

    @Test
    void fields_of_the_wrong_type_are_as_if_they_were_not_there() {
        var settings = new ImportSettings(
                Map.of("body", "b", "title", "t", "author", "a", "published", "p", "url", "u", "language", "l"),
                null,
                null,
                null,
                null);

        var piece = piece(
                settings,
                "{\"b\": \"x\", \"t\": {\"no\": 1}, \"a\": 7, \"p\": {\"$date\": {\"$numberLong\": \"9223372036854775807\"}}, \"u\": \"javascript:x()\", \"l\": [1]}");

        assertNull(piece.title());
        assertNull(piece.author());
        assertNull(piece.published());
        assertNull(piece.url());
        assertNull(piece.language());
    }

    @Test
    void lists_are_joined_and_numbers_may_be_titles() {
        var settings = new ImportSettings(Map.of("body", "p", "title", "t", "author", "who"), null, null, null, null);

        var piece = piece(
                settings,
                "{\"t\": 1984, \"p\": [\"One.\", null, [\"Two.\"]], \"who\": [{\"name\": \"A\"}, \"B\", \"A\"]}");

        assertEquals("1984", piece.title());
        assertEquals("One.\n\nTwo.", piece.body());
        assertEquals("A, B", piece.author());
    }

    @Test
    void a_dot_may_be_part_of_a_name() {
        var settings = new ImportSettings(Map.of("body", "a.b"), null, null, null, null);

        assertEquals("x", piece(settings, "{\"a.b\": \"x\"}").body());
    }
}
