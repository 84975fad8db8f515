package llmtwin.clean;

import static java.nio.charset.StandardCharsets.UTF_8;
import static llmtwin.clean.MadeUpSite.BOX;
import static llmtwin.clean.MadeUpSite.DISCLAIMER;
import static llmtwin.clean.MadeUpSite.FETCHED;
import static llmtwin.clean.MadeUpSite.SIGN_OFF;
import static llmtwin.clean.MadeUpSite.TWIN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import llmtwin.core.ContentKey;
import llmtwin.core.ContentStore;
import llmtwin.core.DocumentRef;
import llmtwin.core.InMemoryContentStore;
import llmtwin.core.InMemoryDocuments;
import llmtwin.core.Origin;
import llmtwin.core.RecordingQueue;
import llmtwin.core.TwinId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever order the pages of a site are cleaned in, and whatever happens meanwhile, their texts end the same.
class SiteLearningTest {
    private static final String HALF = "The photographs of the pond on this page are older than the pond is now.";
    private static final String FEW = "This letter is one of a few about the winter in which everything was frozen.";

    static Stream<Long> seeds() {
        return LongStream.range(0, 15).boxed();
    }

    /// A queue whose messages come in any order, some twice, and several at the same time: before each look into a
    /// store or write to one another message may be worked completely, and a machine may die.
    private static final class Turmoil implements ContentStore, SiteSamples {
        private static final int DEEPEST = 4;

        private final InMemoryContentStore content = new InMemoryContentStore();
        private final InMemorySiteSamples samples = new InMemorySiteSamples();
        private final List<ContentKey> queue = new ArrayList<>();
        private final Random random;
        private final CleanStep step;
        private int deaths = 10;
        private int depth;
        private int cleaned;

        Turmoil(long seed) {
            random = new Random(seed);
            step = new CleanStep(
                    this,
                    new InMemoryDocuments(),
                    (key, _) -> {
                        meanwhile();
                        queue.add(key);
                        meanwhile();
                    },
                    (_, _) -> {},
                    new RecordingQueue<>(),
                    new Cleaner(),
                    this,
                    () -> FETCHED,
                    1_000_000);
        }

        private static final class Died extends RuntimeException {
            private static final long serialVersionUID = 1L;
        }

        List<String> cleaned(MadeUpSite site, int pages, IntFunction<String> page) {
            for (int number = 0; number < pages; number++) {
                queue.add(site.fetched(content, number, page.apply(number)));
            }
            while (!queue.isEmpty()) {
                next();
            }
            return site.texts(content);
        }

        private void next() {
            var key = queue.remove(random.nextInt(queue.size()));
            try {
                cleaned++;
                step.clean(key, FETCHED);
            } catch (Died _) {
                queue.add(key);
            }
            if (cleaned < 200 && random.nextInt(10) == 0) {
                queue.add(key);
            }
        }

        private void meanwhile() {
            if (depth < DEEPEST && !queue.isEmpty() && random.nextInt(4) == 0) {
                depth++;
                next();
                depth--;
            }
            if (deaths > 0 && random.nextInt(25) == 0) {
                deaths--;
                throw new Died();
            }
        }

        @Override
        public void save(ContentKey key, StoredObject object) {
            meanwhile();
            content.save(key, object);
            meanwhile();
        }

        @Override
        public Optional<StoredObject> load(ContentKey key, long maxBytes) {
            return content.load(key, maxBytes);
        }

        @Override
        public SiteSample load(TwinId twin, String site) {
            meanwhile();
            return samples.load(twin, site);
        }

        @Override
        public boolean save(TwinId twin, String site, SiteSample sample, Instant forget) {
            meanwhile();
            boolean saved = samples.save(twin, site, sample, forget);
            meanwhile();
            return saved;
        }

        @Override
        public Optional<StoredObject> copy(ContentKey key, Path file, long maxBytes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void erase(DocumentRef ref, Origin origin) {
            throw new UnsupportedOperationException();
        }

        @Override
        public UploadLink uploadLink(ContentKey.Upload key, Map<String, String> attributes, Duration validFor) {
            throw new UnsupportedOperationException();
        }

        @Override
        public URI readLink(ContentKey.Clean key, Duration validFor) {
            throw new UnsupportedOperationException();
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void twenty_pages_in_any_order_lose_what_repeats_and_nothing_else(long seed) {
        var site = new MadeUpSite("writer.example");
        var turmoil = new Turmoil(seed);

        var texts = turmoil.cleaned(site, 20, MadeUpSite::page);

        assertEquals(
                IntStream.range(0, 20)
                        .mapToObj(number -> MadeUpSite.page(number, "", ""))
                        .map(page ->
                                Cleaned.text(page.getBytes(UTF_8), "bare.html").text())
                        .toList(),
                texts);
        assertTrue(turmoil.samples.load(TWIN, "writer.example").outdated().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void what_stands_on_half_of_fourteen_pages_goes_and_what_stands_on_six_stays(long seed) {
        var texts = new Turmoil(seed)
                .cleaned(
                        new MadeUpSite("writer.example"),
                        14,
                        number -> MadeUpSite.page(
                                number,
                                number < 7 ? "<p>" + HALF + "</p>" : "",
                                number % 2 == 0 && number < 12 ? "<p>" + FEW + "</p>" : ""));

        for (int number = 0; number < texts.size(); number++) {
            assertFalse(texts.get(number).contains(HALF), "page " + number);
            assertEquals(number % 2 == 0 && number < 12, texts.get(number).contains(FEW), "page " + number);
            assertFalse(texts.get(number).isEmpty());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void three_repeated_texts_cost_a_bounded_number_of_cleanings(long seed) {
        var quiet = new Turmoil(seed);
        quiet.deaths = 0;
        quiet.depth = Turmoil.DEEPEST;
        var site = new MadeUpSite("writer.example");

        var texts = quiet.cleaned(site, 20, MadeUpSite::page);

        assertTrue(texts.stream().noneMatch(text -> text.contains(BOX) || text.contains(SIGN_OFF)));
        assertTrue(texts.stream().noneMatch(text -> text.contains(DISCLAIMER)));
        // Each page once, the three before the fourth once more, and one in ten of all messages twice.
        assertTrue(quiet.cleaned <= 23 + 15, quiet.cleaned + " cleanings");
    }
}
