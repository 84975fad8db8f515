package llmtwin.crawl;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What one robots.txt says to one crawler.
///
/// @param crawlDelay the pause it asks for between two visits, if it does
/// @param sitemaps the addresses it names, as written; they are meant for every crawler
/// @see <a href="https://www.rfc-editor.org/rfc/rfc9309">RFC 9309</a>
record RobotsRules(List<Rule> rules, Optional<Duration> crawlDelay, List<String> sitemaps) {
    /// No robots.txt, or one that says nothing.
    static final RobotsRules NONE = new RobotsRules(List.of(), Optional.empty(), List.of());

    private static final Pattern PRODUCT_TOKEN = Pattern.compile("^[\\w-]+");
    private static final BigDecimal LONGEST_DELAY = BigDecimal.valueOf(86_400);

    RobotsRules {
        rules = List.copyOf(rules);
        sitemaps = List.copyOf(sitemaps);
    }

    /// The rules of the groups that name the product token, or else of those for everybody.
    static RobotsRules parse(byte[] body, String productToken) {
        var own = new Groups(productToken.toLowerCase(Locale.ROOT));
        boolean isUtf16 = body.length > 1 && (body[0] & body[1] & 0xFE) == 0xFE;
        var text = new String(body, isUtf16 ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
        var lines =
                (text.startsWith("\uFEFF") ? text.substring(1) : text).lines().toList();
        for (int line = 0; line < lines.size(); line++) {
            var statement = lines.get(line).split("#", 2)[0];
            int colon = statement.indexOf(':');
            if (colon > 0) {
                own.read(
                        statement.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        statement.substring(colon + 1).strip(),
                        line + 1);
            }
        }
        return own.rules();
    }

    /// The rule that forbids the address: of those that match, the most specific one decides, at a tie the one that
    /// allows.
    Optional<Rule> refusal(URI url) {
        var path = RobotsPath.ofUrl(url);
        if (path.equals("/robots.txt")) {
            return Optional.empty();
        }
        return rules.stream()
                .filter(rule -> RobotsPath.matches(rule.pattern(), path))
                .max(Comparator.<Rule>comparingInt(rule -> RobotsPath.specificity(rule.pattern(), path))
                        .thenComparing(Rule::allows))
                .filter(rule -> !rule.allows());
    }

    /// One line of a robots.txt.
    ///
    /// @param path as written
    /// @param pattern as compared
    /// @param line where it stands, counted from 1
    record Rule(boolean allows, String path, String pattern, int line) {
        @Override
        public String toString() {
            return (allows ? "Allow: " : "Disallow: ") + path;
        }
    }

    /// Collects the groups that count while a file is read from top to bottom.
    private static final class Groups {
        private final String productToken;
        private final List<Rule> named = new ArrayList<>();
        private final List<Rule> everybodys = new ArrayList<>();
        private final List<String> sitemaps = new ArrayList<>();
        private @Nullable Duration namedDelay;
        private @Nullable Duration everybodysDelay;
        private boolean anyNamed;
        private boolean inNamed;
        private boolean inEverybodys;
        private boolean inAgents;

        Groups(String productToken) {
            this.productToken = productToken;
        }

        void read(String key, String value, int line) {
            switch (key) {
                case "user-agent" -> agent(value);
                case "allow" -> rule(true, value, line);
                case "disallow" -> rule(false, value, line);
                case "crawl-delay" -> delay(value);
                // Stands outside the groups and does not end one, as all that is not named here: RFC 9309, 2.2.4
                case "sitemap" -> sitemaps.add(value);
                default -> {}
            }
        }

        private void agent(String value) {
            if (!inAgents) {
                inNamed = false;
                inEverybodys = false;
                inAgents = true;
            }
            var token = PRODUCT_TOKEN.matcher(value.toLowerCase(Locale.ROOT));
            inEverybodys |= value.startsWith("*");
            inNamed |= token.find() && token.group().equals(productToken);
            anyNamed |= inNamed;
        }

        private void rule(boolean allows, String path, int line) {
            inAgents = false;
            if (path.isEmpty()) {
                return;
            }
            var rule = new Rule(allows, path, RobotsPath.ofRule(path), line);
            if (inNamed) {
                named.add(rule);
            }
            if (inEverybodys) {
                everybodys.add(rule);
            }
        }

        // As the RFC knows no crawl delay, it does not end the names of a group either.
        private void delay(String value) {
            var delay = seconds(value);
            namedDelay = inNamed && delay != null ? delay : namedDelay;
            everybodysDelay = inEverybodys && delay != null ? delay : everybodysDelay;
        }

        private static @Nullable Duration seconds(String value) {
            try {
                var seconds = new BigDecimal(value).min(LONGEST_DELAY);
                return seconds.signum() < 0
                        ? null
                        : Duration.ofMillis(seconds.movePointRight(3).longValue());
            } catch (NumberFormatException _) {
                return null;
            }
        }

        RobotsRules rules() {
            return anyNamed
                    ? new RobotsRules(named, Optional.ofNullable(namedDelay), sitemaps)
                    : new RobotsRules(everybodys, Optional.ofNullable(everybodysDelay), sitemaps);
        }
    }
}
