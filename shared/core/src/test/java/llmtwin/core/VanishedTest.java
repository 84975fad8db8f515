package llmtwin.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VanishedTest {
    private static final Instant T0 = Instant.parse("2026-03-01T10:00:00Z");
    private static final Duration WEEK = Duration.ofDays(7);
    private static final TwinId TWIN = new TwinId("me");
    private static final SourceId SOURCE = SourceId.of(TWIN, URI.create("https://example.org/sitemap.xml"));

    private final InMemoryDocuments documents = new InMemoryDocuments();
    private final Vanished vanished = new Vanished(documents, WEEK);

    private static Origin origin(int number) {
        return Origin.ofPage(URI.create("https://example.org/" + number), SOURCE);
    }

    private static DocumentRef ref(int number) {
        return new DocumentRef(TWIN, origin(number).documentId(TWIN));
    }

    /// Published a day apart, the first at T0.
    private void documents(int count) {
        for (int i = 0; i < count; i++) {
            var metadata = new Metadata("Title", Category.ARTICLE, null, null, published(i), null, null);
            var version = new Version(Sha256.of("text " + i), T0);
            documents.advance(ref(i), origin(i), version, new Step.Cleaned(metadata), T0);
            documents.advance(ref(i), origin(i), version, new Step.Indexed(1), T0);
        }
    }

    private static Instant published(int number) {
        return T0.plus(Duration.ofDays(number));
    }

    private static Set<String> addresses(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number -> origin(number).address())
                .collect(Collectors.toSet());
    }

    private void compare(Seen seen, Instant now) {
        vanished.compare(documents.ofSource(TWIN, SOURCE), seen, now);
    }

    private Vanished.Verdict verdict(Instant now) {
        return vanished.verdict(documents.ofSource(TWIN, SOURCE), now);
    }

    private Set<Integer> missing(int count) {
        return IntStream.range(0, count)
                .filter(number -> document(number).missing() != null)
                .boxed()
                .collect(Collectors.toSet());
    }

    private Document document(int number) {
        return documents.document(ref(number)).orElseThrow();
    }

    @Test
    void what_a_complete_list_does_not_name_is_missing() {
        documents(4);

        compare(Seen.everything(addresses(1, 4)), T0);

        assertEquals(Set.of(0), missing(4));
        assertEquals("its source no longer names it", document(0).problem());
        assertEquals(List.of(), verdict(T0).erasures());
    }

    @Test
    void what_is_missing_for_the_grace_period_is_to_be_erased() {
        documents(4);
        compare(Seen.everything(addresses(1, 4)), T0);
        compare(Seen.everything(addresses(1, 4)), T0.plus(WEEK));

        assertEquals(List.of(), verdict(T0.plus(WEEK).minusMillis(1)).erasures());
        assertEquals(
                List.of(new EraseRequest(TWIN, null, ref(0).id(), T0.plus(WEEK), T0)),
                verdict(T0.plus(WEEK)).erasures());
    }

    @Test
    void without_a_grace_period_it_goes_at_once() {
        documents(4);
        compare(Seen.everything(addresses(1, 4)), T0);

        var verdict = new Vanished(documents, Duration.ZERO).verdict(documents.ofSource(TWIN, SOURCE), T0);

        assertEquals(1, verdict.erasures().size());
    }

    @Test
    void being_named_again_clears_the_mark_also_by_a_list_that_does_not_show_everything() {
        documents(4);
        compare(Seen.everything(addresses(2, 4)), T0);

        compare(Seen.some(addresses(0, 1)), T0.plusSeconds(1));

        assertEquals(Set.of(1), missing(4));
        assertNull(document(0).problem());
    }

    @Test
    void a_list_that_shows_only_some_marks_nobody() {
        documents(4);

        compare(Seen.some(addresses(3, 4)), T0);

        assertEquals(Set.of(), missing(4));
    }

    @Test
    void a_feed_speaks_only_about_what_is_newer_than_its_oldest_entry() {
        documents(6);

        compare(new Seen(Set.of(origin(3).address(), origin(5).address()), published(3)), T0);

        assertEquals(Set.of(4), missing(6));
    }

    @Test
    void being_named_does_not_bring_back_what_a_visit_found_gone() {
        documents(2);
        documents.missing(ref(0), new Missing(T0, Missing.Cause.GONE), "gone: 404 Not Found");

        compare(Seen.everything(addresses(0, 2)), T0.plusSeconds(1));

        assertEquals(Set.of(0), missing(2));
    }

    @Test
    void exactly_half_is_enough_and_less_is_an_alarm() {
        documents(10);
        compare(Seen.everything(addresses(5, 10)), T0);
        assertEquals(5, verdict(T0.plus(WEEK)).erasures().size());

        compare(Seen.everything(addresses(6, 10)), T0);

        assertEquals(List.of(), verdict(T0.plus(WEEK)).erasures());
        assertEquals(
                "only 4 of its 10 documents are still there; nothing is deleted until at least half of them are",
                verdict(T0.plus(WEEK)).alarm());
    }

    @Test
    void addresses_that_never_could_be_read_do_not_count_as_documents_that_are_there() {
        documents(2);
        for (int i = 2; i < 10; i++) {
            documents.fruitless(ref(i), origin(i), new Step.Skipped("gone: 404 Not Found"), T0);
        }

        compare(Seen.everything(addresses(2, 10)), T0);

        assertEquals(
                "only 0 of its 2 documents are still there; nothing is deleted until at least half of them are",
                Objects.requireNonNull(verdict(T0.plus(WEEK)).alarm()));
    }

    @Test
    void an_archive_is_no_document_that_is_still_there() {
        documents(3);
        var archive = Origin.ofPage(URI.create("https://example.org/garden.git"), SOURCE);
        var ref = new DocumentRef(TWIN, archive.documentId(TWIN));
        documents.advance(ref, archive, new Version(Sha256.of("zip"), T0), new Step.Unpacked(), T0);

        compare(Seen.everything(Set.of(archive.address(), origin(0).address())), T0);

        assertEquals(
                "only 1 of its 3 documents are still there; nothing is deleted until at least half of them are",
                verdict(T0.plus(WEEK)).alarm());
    }

    @Test
    void a_source_without_documents_has_nothing_to_lose() {
        assertEquals(new Vanished.Verdict(List.of(), null), verdict(T0));
    }

    @Test
    void a_negative_grace_period_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> new Vanished(documents, Duration.ofDays(-1)));
    }
}
