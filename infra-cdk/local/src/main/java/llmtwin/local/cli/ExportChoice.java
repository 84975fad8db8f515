package llmtwin.local.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import llmtwin.core.ExportOptions;
import picocli.CommandLine.Option;

/// Options of commands that read exports: what of them is wanted.
final class ExportChoice {
    @Option(names = "--replies", description = "Of an export of posts: also those that answer somebody else.")
    boolean replies;

    @Option(names = "--comments", description = "Of an export: also comments under what others wrote.")
    boolean comments;

    @Option(
            names = "--owner",
            paramLabel = "ADDRESS",
            description = "Of a mailbox: your e-mail address, once for each that you have.")
    List<String> owners = List.of();

    /// @throws CommandFailed if an owner is no e-mail address
    ExportOptions options() {
        try {
            return new ExportOptions(replies, comments, Set.copyOf(owners));
        } catch (IllegalArgumentException e) {
            throw new CommandFailed(String.valueOf(e.getMessage()), e);
        }
    }

    /// As the API takes them.
    Map<String, Object> fields() {
        var fields = new LinkedHashMap<String, Object>();
        if (replies) {
            fields.put("replies", true);
        }
        if (comments) {
            fields.put("comments", true);
        }
        if (!owners.isEmpty()) {
            fields.put("owner", owners);
        }
        return fields;
    }
}
