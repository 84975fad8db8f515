package llmtwin.clean;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import llmtwin.core.TwinId;

/// Samples in a map; the reference for what [SiteSamplesContract] says. Nothing is forgotten.
final class InMemorySiteSamples implements SiteSamples {
    private final Map<String, SiteSample> samples = new HashMap<>();

    @Override
    public synchronized SiteSample load(TwinId twin, String site) {
        return samples.getOrDefault(twin + " " + site, SiteSample.EMPTY);
    }

    @Override
    public synchronized boolean save(TwinId twin, String site, SiteSample sample, Instant forget) {
        if (load(twin, site).revision() != sample.revision()) {
            return false;
        }
        samples.put(twin + " " + site, new SiteSample(sample.revision() + 1, sample.pages()));
        return true;
    }
}
