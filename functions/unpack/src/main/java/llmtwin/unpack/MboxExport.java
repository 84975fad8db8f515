package llmtwin.unpack;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import llmtwin.core.Category;
import llmtwin.core.ExportOptions;
import llmtwin.core.Piece;
import llmtwin.core.Sha256;

/// Mailboxes as mbox files, alone or zipped, as many mail programs and Google Takeout write them. Only mails of the
/// owner are read. Who that is, the options say; or Google's label for sent mail; or that one address wrote most.
final class MboxExport implements Export {
    private static final Predicate<String> MBOX =
            Archive.ending(Pattern.compile("[^/]+\\.(?:mbox|mbx)|[^/]+\\.mbox/mbox"));
    private static final int MAX_SENDERS = 100_000;

    /// How many mails each address wrote.
    private record Senders(Map<String, Integer> all, Map<String, Integer> sent) {
        private String mostOften(Map<String, Integer> counts) {
            return counts.entrySet().stream()
                    .max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                    .map(Map.Entry::getKey)
                    .orElse("");
        }

        String owner() throws Unreadable {
            if (!sent.isEmpty()) {
                return mostOften(sent);
            }
            var most = mostOften(all);
            int total = all.values().stream().mapToInt(Integer::intValue).sum();
            if (all.getOrDefault(most, 0) * 2 <= total) {
                throw new Unreadable("it does not tell whose mails these are; say the owner's e-mail address "
                        + "(scripts/twin add --owner me@example.org), or send only the mails that were sent");
            }
            return most;
        }
    }

    @Override
    public String name() {
        return "mail";
    }

    @Override
    public boolean recognises(Archive archive) throws IOException {
        var files = files(archive);
        return !files.isEmpty() && archive.head(files.getFirst()).startsWith("From ");
    }

    private static List<String> files(Archive archive) {
        return archive.entries().stream().filter(MBOX).toList();
    }

    @Override
    public void read(Archive archive, ExportOptions options, Consumer<Member> members) throws IOException {
        var told = options.owners();
        var owners = told.isEmpty() ? Set.of(senders(archive).owner()) : told;
        for (var file : files(archive)) {
            MboxMessages.each(archive, file, message -> {
                try {
                    var mail = Mail.of(message);
                    if (owners.contains(mail.from())) {
                        mail(mail, members);
                    }
                } catch (Unreadable e) {
                    members.accept(new Member.Skipped(file, e.reason()));
                }
            });
        }
    }

    private static Senders senders(Archive archive) throws IOException {
        var senders = new Senders(new HashMap<>(), new HashMap<>());
        for (var file : files(archive)) {
            MboxMessages.each(archive, file, message -> {
                try {
                    count(Mail.of(message), senders);
                } catch (Unreadable _) {
                    // It counts for nobody, and is reported when it is read for its text.
                }
            });
        }
        return senders;
    }

    private static void count(Mail mail, Senders senders) throws Unreadable {
        if (mail.from().isEmpty()) {
            return;
        }
        senders.all().merge(mail.from(), 1, Integer::sum);
        if (List.of(mail.field("x-gmail-labels").split(",", -1)).contains("Sent")) {
            senders.sent().merge(mail.from(), 1, Integer::sum);
        }
        if (senders.all().size() > MAX_SENDERS) {
            throw Unreadable.exhausted("it has mails of more than " + MAX_SENDERS + " people");
        }
    }

    private void mail(Mail mail, Consumer<Member> members) {
        var text = mail.text() == null ? "" : MailText.own(mail.text());
        var html = mail.html();
        boolean plain = html == null || !text.isBlank();
        var body = html == null || plain ? text : MailText.own(HtmlPage.parse(html));
        if (body.isBlank()) {
            return;
        }
        var id = mail.field("message-id").replaceAll("[<>\\s]", "");
        var answered = mail.field("in-reply-to").replaceAll("[<>]", "");
        members.accept(new Member.Writing(Piece.at(
                        Addresses.of(
                                this,
                                id.isEmpty()
                                        ? Sha256.of(mail.field("date") + body).hex()
                                        : id),
                        Category.POST)
                .title(mail.field("subject"))
                .author(mail.author())
                .published(Times.parse(mail.field("date").replaceAll("\\s*\\([^)]*\\)\\s*$", "")))
                .replyTo(answered)
                .body(plain ? Piece.Format.TEXT : Piece.Format.HTML, body)
                .build()));
    }
}
