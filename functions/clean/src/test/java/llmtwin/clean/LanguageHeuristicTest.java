package llmtwin.clean;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageHeuristicTest {
    static List<String> languages() {
        return Sentences.languages();
    }

    private static @Nullable String told(String markdown) {
        return LanguageHeuristic.language(markdown).orElse(null);
    }

    @ParameterizedTest
    @MethodSource("languages")
    void one_sentence_tells_its_language(String language) {
        assertEquals(language, told(Sentences.in(language)));
    }

    @ParameterizedTest(name = "of {0} words in a row, {1} are told")
    @CsvSource({"5, 0.2", "10, 0.8", "20, 0.99"})
    void a_sentence_cut_short_is_told_rightly_or_not_at_all(int length, double share) {
        int cuts = 0;
        int told = 0;
        for (var language : languages()) {
            var words = List.of(Sentences.in(language).split(" "));
            for (int i = 0; i + length <= words.size(); i++) {
                var cut = String.join(" ", words.subList(i, i + length));
                var heard = told(cut);
                assertTrue(heard == null || heard.equals(language), () -> language + ", not " + heard + ": " + cut);
                cuts++;
                told += heard == null ? 0 : 1;
            }
        }

        assertTrue(told >= share * cuts, told + " of " + cuts);
    }

    @ParameterizedTest
    @MethodSource("languages")
    void words_of_code_and_links_between_do_not_hide_the_language(String language) {
        var markdown = "# `git rebase --onto`\n\n" + Sentences.in(language)
                + " [x](https://garden.example/where/one/can/sit) `return bench.of(tree)`\n\n```java\n"
                + "public static void main(String[] args) { System.out.println(\"the bench\"); }\n".repeat(30)
                + "```\n";

        assertEquals(language, told(markdown));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Hello world",
                "OK, thanks! 👍",
                "Ich auch",
                "Привет",
                "ありがと",
                "我的花园",
                "😀🎉🌻 🌻🌻 ❤️ 👩‍👩‍👧 🇩🇪 ✨✨✨ 🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀",
                "2024-03-01 12:30 1,024.50 € / 3 × 17 = 51",
                "#garden #bench #tomatoes #summer #reading @neighbour@garden.example https://garden.example/the-bench",
                "Radical Dips: Pineapple Zombie, Rastafari Scopex, Vampire Garlic",
            })
    void few_words_tell_nothing(String text) {
        assertNull(told(text));
    }

    @Test
    void code_alone_tells_nothing() {
        assertNull(told("```\nwhere the user is in the list and has been there for a while\n```\n"));
        assertEquals(
                null, told("for (int i = 0; i < userList.size(); i++) { printName(userList.get(i)); }\n".repeat(20)));
    }

    @Test
    void what_is_quoted_does_not_count() {
        assertEquals("de", told("> " + Sentences.in("en").repeat(5) + "\n\n" + Sentences.in("de")));
    }

    @ParameterizedTest
    @CsvSource({"en, de", "es, fr", "ru, uk", "en, ja", "el, en"})
    void a_text_half_in_one_language_and_half_in_another_is_in_neither(String one, String other) {
        var half = Sentences.in(one);
        var otherHalf = Sentences.in(other);

        assertNull(told((half + "\n\n" + otherHalf + "\n\n").repeat(4)));
    }

    @Test
    void some_foreign_words_do_not_change_the_language() {
        assertEquals("ru", told(Sentences.in("ru") + " (by GitHub Actions and Docker)"));
        assertEquals("ja", told(Sentences.in("ja") + " React と TypeScript で API を作る。"));
    }

    @Test
    void languages_that_are_too_alike_are_not_guessed() {
        var serbianCroatianBosnian = "Pod starim drvetom stoji klupa. Na njoj sjedim i pijem kafu sa mojim bratom.";

        assertNull(told(serbianCroatianBosnian));
    }

    @Test
    void texts_told_at_the_same_time_do_not_disturb_each_other() {
        var texts = Collections.nCopies(4, languages()).stream()
                .flatMap(List::stream)
                .toList();

        var heard = texts.parallelStream()
                .map(language -> String.valueOf(told(Sentences.in(language))))
                .toList();

        assertEquals(texts, heard);
    }

    @Test
    void a_long_text_is_told_by_parts_of_it_in_little_time() {
        var text = (Sentences.in("pl") + "\n\n").repeat(60_000);
        told(Sentences.in("pl"));

        long before = cpuMillis();
        var language = told(text);
        long took = cpuMillis() - before;

        assertEquals("pl", language);
        assertTrue(took < 500, took + " ms");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a@", "- ", "> ", "`", "[", "ж", "字", "َ", "a'"})
    void a_text_of_one_sign_over_and_over_is_read_in_little_time(String sign) {
        long before = cpuMillis();
        told(sign.repeat(1_000_000));
        long took = cpuMillis() - before;

        assertTrue(took < 2_000, took + " ms");
    }

    /// What this thread has worked, however busy the machine is.
    private static long cpuMillis() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1_000_000;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void any_characters_have_the_same_outcome_each_time(long seed) {
        var random = new Random(seed);
        var noise = random.ints(40_000, 0, 0x3100)
                .collect(StringBuilder::new, (text, c) -> text.append((char) c), StringBuilder::append)
                .toString();

        assertEquals(told(noise), told(noise));
    }
}
