package llmtwin.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import llmtwin.core.Embedding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxEmbedderTest {
    private final OnnxEmbedder embedder = OnnxEmbedder.shared();

    /// Expected: the same network under Python, with Hugging Face's tokenizer and NumPy. Processors round int8
    /// differently, hence the tolerance.
    @ParameterizedTest(name = "{2}: {0} / {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "How do I reduce cold start time? | How can I make a JVM Lambda start faster? | 0.335",
                "How do I delete files in a folder? | How do I remove files from a folder? | 0.896",
                "Stocks fell sharply on Monday. | Equities dropped at the start of the week. | 0.452",
                "How do I delete files in a folder? | The recipe needs two eggs and some flour. | -0.042",
                "She sat on the bank of the river. | The bank raised its interest rates. | 0.274",
                "Café déjà vu, naïve résumé. | cafe deja vu, naive resume. | 1.000",
                "sort a list in python | Collections.sort(list) orders a Java list | 0.587",
            })
    void related_texts_are_as_near_as_the_model_says(String one, String other, double cosine) {
        assertEquals(cosine, embedder.embed(one).cosine(embedder.embed(other)), 0.02);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 120, 129, 200, 250, 253})
    void a_word_appended_to_a_text_within_the_limit_changes_its_embedding(int words) {
        var text = words(words);
        assertEquals(words + 2, embedder.tokens(text));

        var longer = embedder.embed(text + " volcano");

        assertTrue(longer.cosine(embedder.embed(text)) < 0.9999);
    }

    @Test
    void a_text_over_the_limit_is_cut() {
        var full = embedder.embed(words(254));

        assertEquals(full, embedder.embed(words(254) + " volcano"));
        assertEquals(full, embedder.embed(words(50_000)));
        assertNotEquals(full, embedder.embed(words(253)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u0000", "x", "\ud800"})
    void every_text_has_an_embedding_of_length_1(String text) {
        var embedding = embedder.embed(text);

        assertEquals(384, embedding.dimensions());
        assertEquals(1.0, embedding.cosine(embedding), 1e-5);
    }

    @Test
    void threads_do_not_change_an_embedding() throws Exception {
        var texts = IntStream.range(1, 40).mapToObj(OnnxEmbedderTest::words).toList();
        var alone = texts.stream().map(embedder::embed).toList();

        try (var threads = Executors.newFixedThreadPool(4)) {
            var together = threads.invokeAll(texts.stream()
                    .map(text -> (Callable<Embedding>) () -> embedder.embed(text))
                    .toList());
            for (int i = 0; i < texts.size(); i++) {
                assertEquals(alone.get(i), together.get(i).get());
            }
        }
    }

    @Test
    void the_name_says_model_precision_and_limit() {
        assertEquals("all-minilm-l6-v2-int8-256", embedder.model());
        assertEquals(256, embedder.maxTokens());
    }

    @Test
    void nothing_of_the_artifact_that_brought_the_model_is_on_the_class_path() {
        assertThrows(ClassNotFoundException.class, () -> Class.forName("dev.langchain4j.data.embedding.Embedding"));
        assertThrows(
                ClassNotFoundException.class,
                () -> Class.forName("ai.djl.huggingface.tokenizers.HuggingFaceTokenizer"));
    }

    private static String words(int count) {
        var words = new String[] {"river", "stone", "paper", "cloud", "garden", "music", "window"};
        return String.join(
                " ", IntStream.range(0, count).mapToObj(i -> words[i % 7]).toList());
    }
}
