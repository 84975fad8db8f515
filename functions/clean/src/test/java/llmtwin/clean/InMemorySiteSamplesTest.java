package llmtwin.clean;

class InMemorySiteSamplesTest extends SiteSamplesContract {
    private final SiteSamples samples = new InMemorySiteSamples();

    @Override
    SiteSamples samples() {
        return samples;
    }
}
