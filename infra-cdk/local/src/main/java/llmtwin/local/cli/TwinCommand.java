package llmtwin.local.cli;

import picocli.CommandLine.Mixin;

/// A command that talks to a twin.
abstract class TwinCommand extends LocalCommand {
    @Mixin
    Target target = new Target();
}
