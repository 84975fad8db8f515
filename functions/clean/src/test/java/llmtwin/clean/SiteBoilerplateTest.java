package llmtwin.clean;

import static java.nio.charset.StandardCharsets.UTF_8;
import static llmtwin.clean.MadeUpSite.BOX;
import static llmtwin.clean.MadeUpSite.DISCLAIMER;
import static llmtwin.clean.MadeUpSite.FETCHED;
import static llmtwin.clean.MadeUpSite.SIGN_OFF;
import static llmtwin.clean.MadeUpSite.TWIN;
import static llmtwin.clean.MadeUpSite.page;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import llmtwin.core.ContentKey;
import llmtwin.core.ContentStore.StoredObject;
import llmtwin.core.InMemoryContentStore;
import llmtwin.core.InMemoryDocuments;
import llmtwin.core.RecordingQueue;
import llmtwin.core.Sha256;
import llmtwin.core.State;
import llmtwin.core.Step;
import llmtwin.core.TwinId;
import llmtwin.core.Version;
import org.junit.jupiter.api.Test;

/// What the clean stage as a whole does about sites; `SiteLearningTest` does the same in any order.
class SiteBoilerplateTest {
    private static final Set<String> REPEATED = Set.of(BOX, DISCLAIMER, SIGN_OFF);

    private final InMemoryContentStore content = new InMemoryContentStore();
    private final InMemoryDocuments documents = new InMemoryDocuments();
    private final InMemorySiteSamples samples = new InMemorySiteSamples();
    private final List<ContentKey> replayed = new ArrayList<>();
    private final MadeUpSite site = new MadeUpSite("writer.example");
    private Instant now = FETCHED.plusSeconds(3600);
    private final CleanStep step = step(samples);

    private CleanStep step(SiteSamples known) {
        return new CleanStep(
                content,
                documents,
                (key, _) -> replayed.add(key),
                (_, _) -> {},
                new RecordingQueue<>(),
                new Cleaner(),
                known,
                () -> now,
                1_000_000);
    }

    private ContentKey.Raw clean(int number, String html) {
        var key = site.fetched(content, number, html);
        step.clean(key, FETCHED);
        return key;
    }

    private void clean(int from, int to) {
        for (int number = from; number < to; number++) {
            clean(number, page(number));
        }
    }

    /// What was asked for until nothing is asked for any more.
    private void cleanAgain() {
        while (!replayed.isEmpty()) {
            step.clean(replayed.removeFirst(), FETCHED);
        }
    }

    private boolean isFree(ContentKey.Raw key) {
        var text = MadeUpSite.text(content, key).replace("*", "");
        assertFalse(text.isEmpty());
        return REPEATED.stream().noneMatch(text::contains);
    }

    private SiteSample sample(String host) {
        return samples.load(TWIN, host);
    }

    @Test
    void three_pages_teach_nothing() {
        clean(0, 3);

        assertTrue(site.keys().stream().noneMatch(this::isFree));
        assertEquals(List.of(), replayed);
    }

    @Test
    void the_fourth_page_is_free_of_what_repeats_and_the_three_before_it_are_cleaned_again() {
        clean(0, 3);
        var first = site.keys();

        var fourth = clean(3, page(3));

        assertTrue(isFree(fourth));
        assertEquals(new HashSet<>(first), new HashSet<>(replayed));
        assertEquals(3, replayed.size());
        cleanAgain();
        assertTrue(first.stream().allMatch(this::isFree));
    }

    @Test
    void the_rest_of_a_page_stays_to_the_letter() {
        clean(0, 4);

        var bare = Cleaned.text(page(3, "", "").getBytes(UTF_8), "post.html").text();
        assertEquals(bare, MadeUpSite.text(content, site.keys().get(3)));
    }

    @Test
    void a_document_that_can_be_found_stays_so_while_it_is_cleaned_again() {
        clean(0, 3);
        var key = site.keys().getFirst();
        documents.advance(
                key.ref(),
                documents.document(key.ref()).orElseThrow().origin(),
                new Version(key.content(), FETCHED),
                new Step.Indexed(3),
                now);
        clean(3, 4);

        cleanAgain();

        var known = documents.document(key.ref()).orElseThrow();
        assertEquals(State.SEARCHABLE, known.state());
        assertEquals(new Version(key.content(), FETCHED), known.version());
        assertTrue(content.writes().contains(new ContentKey.Clean(key.ref(), key.content())));
    }

    @Test
    void what_is_known_of_a_full_sample_is_only_read() {
        clean(0, 16);
        cleanAgain();
        long revision = sample("writer.example").revision();

        var later = clean(16, page(16));
        step.clean(site.keys().getFirst(), FETCHED);

        assertTrue(isFree(later));
        assertEquals(16, sample("writer.example").pages().size());
        assertEquals(revision, sample("writer.example").revision());
        assertEquals(List.of(), replayed);
    }

    @Test
    void the_same_message_again_changes_nothing() {
        clean(0, 5);
        cleanAgain();
        var before = sample("writer.example");
        var texts = site.texts(content);

        site.keys().forEach(key -> step.clean(key, FETCHED));

        assertEquals(before, sample("writer.example"));
        assertEquals(texts, site.texts(content));
        assertEquals(List.of(), replayed);
    }

    @Test
    void what_repeats_no_more_comes_back() {
        clean(0, 4);
        for (int number = 4; number < 9; number++) {
            clean(number, page(number, "", ""));
        }

        cleanAgain();

        assertEquals(
                List.of(),
                site.keys().subList(0, 4).stream().filter(this::isFree).toList());
    }

    @Test
    void a_new_design_is_learnt_page_by_page_when_the_old_one_is_a_week_old() {
        clean(0, 20);
        cleanAgain();
        now = now.plus(Duration.ofDays(8));
        var newBox = "Every letter is free, and there is a picture of the pond in each of them.";

        for (int number = 0; number < 20; number++) {
            var html = page(number, "", "<p>" + newBox + "</p>");
            step.clean(site.fetched(content, number, html, now.plusSeconds(number), "web"), now);
        }
        cleanAgain();

        assertTrue(site.texts(content).stream().noneMatch(text -> text.contains(newBox)));
    }

    @Test
    void a_page_that_changed_takes_the_place_of_what_it_was() {
        clean(0, 3);
        var changed = page(0, "", "<p>Today there is nothing else to say about the frogs and the heron.</p>");

        var changedAt = FETCHED.plusSeconds(60);
        step.clean(site.fetched(content, 0, changed, changedAt, "web"), FETCHED);

        var sample = sample("writer.example");
        assertTrue(sample.has(site.keys().getFirst().ref().id(), new Version(Sha256.of(changed), changedAt)));
        assertEquals(
                2,
                sample.pages().values().stream()
                        .filter(page -> page.blocks().contains(TextBlock.hash(BOX)))
                        .count());
    }

    @Test
    void copies_of_one_page_at_many_addresses_teach_nothing() {
        for (int number = 0; number < 6; number++) {
            clean(number, page(1));
        }

        assertEquals(1, sample("writer.example").pages().size());
        assertEquals(
                5,
                site.keys().stream()
                        .filter(key ->
                                documents.document(key.ref()).orElseThrow().state() == State.DUPLICATE)
                        .count());
    }

    @Test
    void what_is_no_page_of_a_site_is_left_alone() {
        for (int number = 0; number < 5; number++) {
            step.clean(site.fetched(content, number, page(number), FETCHED, "git"), FETCHED);
            var upload = new ContentKey.Upload(TWIN, "saved-" + number + ".html");
            var html = page(10 + number).getBytes(UTF_8);
            content.save(upload, new StoredObject(html, "text/html", Map.of()));
            step.clean(upload, FETCHED);
        }

        assertTrue(site.keys().stream().noneMatch(this::isFree));
        assertEquals(SiteSample.EMPTY, sample("writer.example"));
        assertEquals(SiteSample.EMPTY, sample(""));
    }

    @Test
    void a_host_with_and_without_www_is_one_site_and_other_hosts_and_twins_are_others() {
        var sameSite = new MadeUpSite("WWW.writer.example");
        for (int number = 0; number < 4; number++) {
            clean(number, page(number));
            step.clean(sameSite.fetched(content, 10 + number, page(10 + number)), FETCHED);
        }
        var other = new MadeUpSite("notes.writer.example");
        var stranger = other.fetched(content, 20, page(20));
        step.clean(stranger, FETCHED);

        assertEquals(8, sample("writer.example").pages().size());
        assertEquals(1, sample("notes.writer.example").pages().size());
        assertFalse(isFree(stranger));
        assertEquals(SiteSample.EMPTY, samples.load(new TwinId("other"), "writer.example"));
    }

    /// Samples that let something happen after the next write.
    private final class Interrupted implements SiteSamples {
        private Runnable afterNextSave = () -> {};

        @Override
        public SiteSample load(TwinId twin, String host) {
            return samples.load(twin, host);
        }

        @Override
        public boolean save(TwinId twin, String host, SiteSample sample, Instant forget) {
            boolean saved = samples.save(twin, host, sample, forget);
            var happens = afterNextSave;
            afterNextSave = () -> {};
            happens.run();
            return saved;
        }
    }

    @Test
    void a_text_stored_late_gives_way_although_the_sample_teaches_it_again_at_that_moment() {
        var interrupted = new Interrupted();
        clean(0, 3);
        var late = site.fetched(content, 3, page(3));
        var dies = site.fetched(content, 9, page(9));
        interrupted.afterNextSave = () -> {
            for (int number = 4; number < 9; number++) {
                clean(number, page(number, "", ""));
            }
            cleanAgain(); // On four of nine pages it does not repeat.
            interrupted.afterNextSave = () -> {
                throw new IllegalStateException("the machine dies");
            };
            // On five of ten it does.
            assertThrows(IllegalStateException.class, () -> step(interrupted).clean(dies, FETCHED));
        };

        step(interrupted).clean(late, FETCHED);

        clean(10, page(10, "", "")); // On five of eleven it does not.
        step.clean(dies, FETCHED);
        cleanAgain();
        assertFalse(isFree(late));
        assertFalse(isFree(dies));
    }

    @Test
    void a_site_that_changes_all_the_time_is_an_error_that_is_tried_again() {
        var busy = step(new SiteSamples() {
            @Override
            public SiteSample load(TwinId twin, String host) {
                return SiteSample.EMPTY;
            }

            @Override
            public boolean save(TwinId twin, String host, SiteSample sample, Instant forget) {
                return false;
            }
        });
        var key = site.fetched(content, 0, page(0));

        var error = assertThrows(IllegalStateException.class, () -> busy.clean(key, FETCHED));

        assertEquals("too many pages of writer.example are cleaned at once", error.getMessage());
        assertEquals("", MadeUpSite.text(content, key));
    }
}
