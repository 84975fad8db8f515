package llmtwin.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import llmtwin.core.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrawlBenchTest {
    @TempDir
    Path folder;

    private List<String> urls(List<String> lines) throws Exception {
        Files.write(folder.resolve("urls.tsv"), lines);
        CrawlBench.urls(folder, folder.resolve("answers.tsv"));
        return Files.readAllLines(folder.resolve("answers.tsv"));
    }

    @ParameterizedTest(name = "{1} at {0}: {2}")
    @CsvSource(
            delimiter = ' ',
            value = {
                "93.184.216.34 https://example.org/a allowed",
                "93.184.216.34,2606:2800:220:1::1 https://example.org/ allowed",
                "93.184.216.34,10.0.0.1 https://example.org/ blocked",
                "93.184.216.34,::1 https://example.org/ blocked",
                "169.254.169.254 http://metadata.example/ blocked",
                "100.64.0.1 http://example.org/ blocked",
                "::ffff:10.0.0.1 http://example.org/ blocked",
                "64:ff9b::7f00:1 http://example.org/ blocked",
                "2002:a00:1:: http://example.org/ blocked",
                "NXDOMAIN http://nowhere.example/ blocked",
                "- http://example.org/ blocked",
                "- http://127.0.0.1/ blocked",
                "- http://93.184.216.34/ allowed",
                "93.184.216.34 http://10.0.0.1/ blocked",
                "- http://[::1]/ blocked",
                "- http://[::ffff:7f00:1]/ blocked",
                "- http://[2606:2800:220:1::1]/ allowed",
                "- http://2130706433/ blocked",
                "- http://0x7f.1/ blocked",
                "- http://0177.0.0.1/ blocked",
                "- http://127.1/ blocked",
                "- http://①②⑦.0.0.1/ blocked",
                "93.184.216.34 http://user:secret@example.org/ blocked",
                "93.184.216.34 ftp://example.org/ blocked",
                "- file:///etc/passwd blocked",
                "- gopher://127.0.0.1/ blocked",
                "93.184.216.34 http://example.org:22/ blocked",
                "93.184.216.34 http://example.org:8080/ allowed",
                "93.184.216.34 http://example.org:0/ blocked",
                "0.0.0.0 http://example.org/ blocked",
                "224.0.0.1 http://example.org/ blocked",
            })
    void an_address_that_may_not_be_connected_to_is_blocked(String resolves, String url, String answer)
            throws Exception {
        assertEquals(List.of("1\t" + answer), urls(List.of(resolves + "\t" + url)));
    }

    /// Each group of cases stands under its answer and the reason.
    @Test
    void the_cases_of_the_special_purpose_registries_are_answered_as_those_say() throws Exception {
        var file = Path.of("src/test/resources/bench/urls.tsv");
        var lines = Files.readAllLines(file);
        var expected = new ArrayList<String>();
        var answer = "";
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("# ")) {
                answer = lines.get(i).substring(2).split(":", 2)[0];
            } else {
                expected.add(i + 1 + "\t" + answer + "\t" + lines.get(i));
            }
        }

        int count = CrawlBench.urls(file, folder.resolve("answers.tsv"));

        var answers = Files.readAllLines(folder.resolve("answers.tsv"));
        for (int i = 0; i < count; i++) {
            var line = answers.get(i).split("\t", 2)[0];
            answers.set(i, answers.get(i) + "\t" + lines.get(Integer.parseInt(line) - 1));
        }
        assertEquals(String.join("\n", expected), String.join("\n", answers));
    }

    @Test
    void lines_are_counted_from_one_with_those_that_say_nothing() throws Exception {
        assertEquals(
                List.of("2\tallowed", "4\tblocked"),
                urls(List.of("# cases", "93.184.216.34\thttp://example.org/", "", "-\tno url")));
    }

    @Test
    void robots_cases_are_answered_by_their_id() throws Exception {
        Files.write(
                folder.resolve("robots-cases.jsonl"),
                List.of(
                        "{\"id\":\"a\",\"robots\":\"User-agent: *\\nDisallow: /x\",\"agent\":\"bot/1\",\"url\":\"http://a.example/x\"}",
                        "{\"id\":\"b\",\"robots_b64\":\"VXNlci1hZ2VudDogKg==\",\"agent\":\"bot\",\"url\":\"http://a.example/x\"}"));
        var answers = folder.resolve("answers.json");

        CrawlBench.robots(folder, answers);

        assertEquals(Json.tree("{\"a\":false,\"b\":true}"), Json.tree(Files.readString(answers)));
    }
}
