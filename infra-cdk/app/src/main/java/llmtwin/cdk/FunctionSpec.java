package llmtwin.cdk;

import java.util.Locale;

/// The functions of the twin: where the code of each is, and how much machine it gets.
///
/// Lambda hands out CPU by memory: 1769 MB is one full core, which the embedding model needs. A function behind the API
/// answers within the API's 29 seconds. Reserved concurrency bounds what a flood of work may cost.
enum FunctionSpec {
    CRAWL("crawl", "llmtwin.crawl.CrawlHandler", 1024, 120, 10),
    RECRAWL("crawl", "llmtwin.crawl.RecrawlHandler", 512, 60, 1),
    UNPACK("unpack", "llmtwin.unpack.UnpackHandler", 1024, 900, 2),
    CLEAN("clean", "llmtwin.clean.CleanHandler", 1024, 60, 10),
    EMBED("embed", "llmtwin.embed.EmbedHandler", 1769, 120, 10),
    ERASE("library", "llmtwin.library.EraseHandler", 512, 120, 2),
    LIBRARY("library", "llmtwin.library.LibraryHandler", 1024, 28, 20),
    AUTHORIZER("library", "llmtwin.library.AuthorizerHandler", 512, 10, 20),
    QUERY("query", "llmtwin.query.QueryHandler", 1769, 28, 20);

    /// The Maven module below `functions/` that is packaged as this function's code.
    final String module;

    final String handler;
    final int memoryMb;
    final int timeoutSeconds;
    final int reservedConcurrency;

    FunctionSpec(String module, String handler, int memoryMb, int timeoutSeconds, int reservedConcurrency) {
        this.module = module;
        this.handler = handler;
        this.memoryMb = memoryMb;
        this.timeoutSeconds = timeoutSeconds;
        this.reservedConcurrency = reservedConcurrency;
    }

    /// Its construct id, also the name people see: `crawl`.
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
