package llmtwin.crawl;

class InMemoryHostLeasesTest extends HostLeasesContract {
    @Override
    HostLeases leases() {
        return new InMemoryHostLeases();
    }
}
