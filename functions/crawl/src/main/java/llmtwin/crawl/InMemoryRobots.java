package llmtwin.crawl;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// A memory of robots.txt files in a map, for crawls of one process that nobody else takes part in.
final class InMemoryRobots implements RobotsMemory {
    private final Map<String, RobotsFile> files = new ConcurrentHashMap<>();

    @Override
    public Optional<RobotsFile> load(String site, Instant now) {
        return Optional.ofNullable(files.get(site)).filter(file -> file.until().isAfter(now));
    }

    @Override
    public void save(String site, RobotsFile file) {
        files.put(site, file);
    }
}
