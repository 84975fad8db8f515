package llmtwin.local.cli;

import java.util.List;
import llmtwin.crawl.Check;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "check",
        description = {
            "Tell whether an address would be fetched, by whom, and if not, why: its",
            "scheme, its host's address, a line of robots.txt, the site's answer, its size.",
            "Goes there once; no twin has to run."
        })
final class CheckCommand extends LocalCommand {
    @Parameters(arity = "1..*", paramLabel = "URL", description = "What to check.")
    List<String> urls = List.of();

    @Option(names = "--json", description = "Print one JSON object a line.")
    boolean json;

    @Option(names = "--allow-loopback", description = "Visit sites on this machine (127.0.0.1), too.")
    boolean allowLoopback;

    @Override
    public Integer call() {
        var check = Check.fromEnvironment(Crawling.environment(allowLoopback));
        boolean all = true;
        for (var url : urls) {
            var report = check.check(url);
            if (!json && url.equals(urls.getFirst())) {
                say("visiting as " + report.userAgent());
            }
            say(json ? report.toJson() : report.toString());
            all &= report.fetched();
        }
        return all ? 0 : 1;
    }
}
