package llmtwin.clean;

import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import llmtwin.core.DocumentId;
import llmtwin.core.Sha256;
import llmtwin.core.TwinId;
import llmtwin.core.Version;
import org.jspecify.annotations.Nullable;

/// Previews of pages and files that are looked at together: what repeats over the pages of a site is left out of them,
/// as far as these pages show it.
public final class Previews {
    private static final TwinId NOBODY = new TwinId("nobody");

    private final Cleaner cleaner = new Cleaner();
    private final Map<String, SiteSample> samples = new HashMap<>();

    /// @param contentType as declared; empty if nobody did
    /// @param name a file name or path
    /// @param url where the bytes were found; null for a file, whose page may name its site itself
    /// @return to be asked when all pages of the site have been added
    public Supplier<Preview> add(byte[] bytes, String contentType, String name, @Nullable URI url) {
        return switch (cleaner.clean(bytes, new Hints(contentType, name, url))) {
            case CleanOutcome.Text made ->
                add(made, url == null ? made.metadata().url() : url, name);
            case CleanOutcome.Nothing(var reason) -> () -> Preview.without(false, reason);
            case CleanOutcome.Unreadable(var reason) -> () -> Preview.without(false, reason);
            case CleanOutcome.Archive _ -> () -> Preview.without(true, "it holds other documents");
        };
    }

    private Supplier<Preview> add(CleanOutcome.Text made, @Nullable URI url, String name) {
        var site = Optional.ofNullable(url)
                .filter(_ -> made.extractor().equals(HtmlExtractor.NAME))
                .map(address -> Site.of(address).host())
                .filter(host -> !host.isEmpty());
        if (site.isEmpty()) {
            return () -> Preview.of(made, List.of());
        }
        var blocks = PageBlocks.of(made.text());
        var page = DocumentId.of(NOBODY, name);
        var version = new Version(Sha256.of(made.text()), Instant.EPOCH);
        samples.compute(
                site.get(),
                (_, known) ->
                        (known == null ? SiteSample.EMPTY : known).with(page, version, blocks.hashes(), Instant.EPOCH));
        return () -> {
            var own = blocks.without(
                    samples.getOrDefault(site.get(), SiteSample.EMPTY).repeated());
            return Preview.of(made.withText(own.text()), own.leftOut());
        };
    }
}
