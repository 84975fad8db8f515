package llmtwin.crawl;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import llmtwin.crawl.Http.Response;
import org.jsoup.nodes.Document;

/// Who makes bot checks, and what gives their checks away.
enum WallMaker {
    CLOUDFLARE(
            "Cloudflare",
            List.of("cf-mitigated: challenge"),
            List.of(),
            "script:containsData(_cf_chl_opt), form#challenge-form, #cf-challenge-running, #cf-error-details",
            "script[src*=challenges.cloudflare.com], .cf-turnstile"),
    DATADOME(
            "DataDome",
            List.of(),
            List.of("x-datadome: ", "x-dd-b: "),
            "script[src*=captcha-delivery.com], iframe[src*=captcha-delivery.com],"
                    + " script:containsData(captcha-delivery.com)",
            ""),
    HUMAN(
            "HUMAN (PerimeterX)",
            List.of(),
            List.of("x-px-captcha: "),
            "#px-captcha, #px-captcha-wrapper, script[src*=captcha.px-cdn.net], script[src*=captcha.perimeterx.net]",
            "script:containsData(_pxAppId)"),
    AKAMAI(
            "Akamai",
            List.of(),
            List.of("server: akamaighost"),
            "#sec-if-cpt-container, #sec-text-if, script[src*=/_sec/cp_challenge/]",
            ""),
    IMPERVA(
            "Imperva",
            List.of(),
            List.of("x-iinfo: ", "x-cdn: incapsula", "x-cdn: imperva"),
            "iframe[src*=_Incapsula_Resource], #distilIdentificationBlock",
            "script[src*=_Incapsula_Resource], script:containsData(reese84)"),
    AWS_WAF(
            "AWS WAF",
            List.of("x-amzn-waf-action: "),
            List.of(),
            "script:containsData(AwsWafIntegration.checkForceRefresh), script:containsData(gokuProps)",
            "script[src*=.awswaf.com], form[action*=validateCaptcha]"),
    VERCEL("Vercel", List.of("x-vercel-mitigated: challenge"), List.of(), "", ""),
    ANUBIS("Anubis", List.of(), List.of(), "script#anubis_challenge, script[src*=/.within.website/]", ""),
    SUCURI("Sucuri", List.of(), List.of(), "script:containsData(sucuri_cloudproxy_js)", ""),
    CAPTCHA("a CAPTCHA", List.of(), List.of(), "", ".g-recaptcha, .h-captcha, #captcha-form, form[action*=captcha]");

    private static final Set<Integer> REFUSING = Set.of(401, 403, 405, 406, 999);

    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> headers;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> refusingHeaders;

    private final String ownElements;
    private final String sharedElements;

    /// @param headers an answer with one is a check: name and part of its value, in lower case
    /// @param refusingHeaders an answer with one is a check if it refuses
    /// @param ownElements what only checks have, as a selector; empty for nothing
    /// @param sharedElements what other pages have too, beside something to read
    WallMaker(
            String title,
            List<String> headers,
            List<String> refusingHeaders,
            String ownElements,
            String sharedElements) {
        this.title = title;
        this.headers = headers;
        this.refusingHeaders = refusingHeaders;
        this.ownElements = ownElements;
        this.sharedElements = sharedElements;
    }

    /// The name of whose check this answer is, by its headers alone.
    static Optional<String> byHeaders(Response answer) {
        return first(maker -> maker.headers.stream().anyMatch(header -> has(answer, header))
                || (REFUSING.contains(answer.status())
                        && maker.refusingHeaders.stream().anyMatch(header -> has(answer, header))));
    }

    /// The name of whose check this page is.
    ///
    /// @param isBare whether there is hardly anything to read, so that what other pages have too tells as well
    static Optional<String> byElements(Document page, boolean isBare) {
        return first(maker -> has(page, maker.ownElements) || (isBare && has(page, maker.sharedElements)));
    }

    private static Optional<String> first(Predicate<WallMaker> isIts) {
        return List.of(values()).stream()
                .filter(isIts)
                .map(maker -> maker.title)
                .findFirst();
    }

    private static boolean has(Response answer, String header) {
        var nameAndPart = header.split(": ", 2);
        return answer.header(nameAndPart[0])
                .filter(value -> value.toLowerCase(Locale.ROOT).contains(nameAndPart[1]))
                .isPresent();
    }

    private static boolean has(Document page, String selector) {
        return !selector.isEmpty() && !page.select(selector).isEmpty();
    }
}
