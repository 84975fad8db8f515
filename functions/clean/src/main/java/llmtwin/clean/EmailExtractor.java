package llmtwin.clean;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import llmtwin.core.Category;
import org.jsoup.nodes.Element;

/// One e-mail: its plain text, or what its HTML says if it has none. Attachments are left out.
final class EmailExtractor implements Extractor {
    private static final String HEADER = "mail-header";
    private static final Pattern NAMED = Pattern.compile("\\s*\"?([^\"<]*?)\"?\\s*<[^>]*>.*", Pattern.DOTALL);
    private static final Pattern COMMENTED = Pattern.compile("[^\\s()<>]+@[^\\s()<>]+\\s*\\(([^()]+)\\)\\s*");
    /// What mail programs put around the words of others and signatures, beside `blockquote`.
    private static final String OTHERS = ".gmail_attr, .gmail_signature, .moz-cite-prefix, .moz-signature, "
            + ".protonmail_signature_block, .gmail_quote > div:first-child, [id=Signature], [id=divRplyFwdMsg]";

    @Override
    public CleanOutcome extract(byte[] bytes, Hints hints) {
        MimeMessage message;
        try {
            message = MimeMessage.of(bytes);
        } catch (IOException e) {
            return new CleanOutcome.Unreadable("the e-mail cannot be read: " + e.getMessage());
        }
        if (message.texts().isEmpty()) {
            return new CleanOutcome.Nothing("the e-mail has no text");
        }
        var facts = new Facts()
                .category(Category.POST)
                .title(HEADER, message.field("subject"))
                .author(HEADER, message.field("from").flatMap(EmailExtractor::name))
                .language(HEADER, message.field("content-language"))
                .publishedAt(HEADER, message.field("date").flatMap(EmailExtractor::time));
        return new CleanOutcome.Text("email", facts.metadata(hints), text(message.texts()));
    }

    private static String text(List<MimeMessage.Part> parts) {
        var plain = parts.stream()
                .filter(part -> part.is("text/plain"))
                .map(EmailExtractor::plain)
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining("\n"));
        return !plain.isEmpty()
                ? plain
                : parts.stream()
                        .filter(part -> part.is("text/html"))
                        .map(EmailExtractor::html)
                        .collect(Collectors.joining("\n"));
    }

    private static String plain(MimeMessage.Part part) {
        boolean flowed = part.contentType().toLowerCase(Locale.ROOT).matches("(?s).*format=\"?flowed.*");
        return MailText.markdown(Lines.normalised(TextDecoder.html(part.bytes(), part.contentType())), flowed);
    }

    private static String html(MimeMessage.Part part) {
        var page = Markup.parsed(TextDecoder.html(part.bytes(), part.contentType()), "");
        HiddenText.removeFrom(page);
        for (var others : page.body().select(OTHERS)) {
            if (others.id().equals("divRplyFwdMsg")) {
                quoteAllAfter(others);
            }
            others.tagName("blockquote");
        }
        return HtmlToMarkdown.of(page.body());
    }

    /// Outlook puts the message it answers behind its header, with nothing around it.
    private static void quoteAllAfter(Element header) {
        var after = header.nextElementSiblings();
        if (!after.isEmpty()) {
            var quote = new Element("blockquote");
            header.after(quote);
            after.forEach(quote::appendChild);
        }
    }

    /// The name in front of an address or in brackets behind it; an address alone is no name.
    private static Optional<String> name(String from) {
        var commented = COMMENTED.matcher(from);
        if (commented.matches()) {
            return Optional.of(commented.group(1));
        }
        var named = NAMED.matcher(from);
        return named.matches() ? Optional.of(named.group(1)).filter(name -> !name.contains("@")) : Optional.empty();
    }

    private static Optional<Instant> time(String date) {
        var plain = date.replaceAll("\\([^()]*\\)", " ").replaceAll("\\s+", " ").strip();
        try {
            return Optional.of(OffsetDateTime.parse(plain, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException _) {
            return Dates.parse(plain);
        }
    }
}
