package llmtwin.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PageRoutesTest {
    private final Library library = new Library();

    @Test
    void the_console_is_a_page_that_runs_only_its_own_script_and_style() throws Exception {
        var response = library.answer("api-console-get");

        var page = response.getBody();
        var policy = response.getHeaders().getOrDefault("Content-Security-Policy", "");
        assertEquals("text/html; charset=utf-8", response.getHeaders().get("Content-Type"));
        assertTrue(policy.startsWith("default-src 'none'; "), policy);
        assertTrue(policy.contains("script-src 'sha256-" + sha256(page, "script") + "'"), policy);
        assertTrue(policy.contains("style-src 'sha256-" + sha256(page, "style") + "'"), policy);
        assertFalse(policy.contains("unsafe"), policy);
    }

    @Test
    void the_console_has_no_inline_handlers_and_loads_nothing_from_elsewhere() {
        var page = library.answer("api-console-get").getBody();

        assertFalse(Pattern.compile("<[^>]+\\s(on\\w+|style)=").matcher(page).find());
        assertFalse(Pattern.compile("(src|href)=\"https?:").matcher(page).find());
        assertFalse(page.contains("innerHTML"));
    }

    private static String sha256(String page, String element) throws Exception {
        var matcher = Pattern.compile("<" + element + ">(.*?)</" + element + ">", Pattern.DOTALL)
                .matcher(page);
        assertTrue(matcher.find());
        var digest =
                MessageDigest.getInstance("SHA-256").digest(matcher.group(1).getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(digest);
    }
}
