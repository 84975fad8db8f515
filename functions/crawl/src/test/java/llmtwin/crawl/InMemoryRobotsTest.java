package llmtwin.crawl;

class InMemoryRobotsTest extends RobotsMemoryContract {
    private final RobotsMemory memory = new InMemoryRobots();

    @Override
    RobotsMemory memory() {
        return memory;
    }
}
