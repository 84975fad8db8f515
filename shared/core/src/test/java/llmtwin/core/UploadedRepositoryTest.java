package llmtwin.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UploadedRepositoryTest {
    @ParameterizedTest
    @CsvSource({
        "https://github.com/me/garden.git,               https://github.com/me/garden",
        "https://me:secret@github.com/me/garden.git,     https://github.com/me/garden",
        "https://token@gitlab.com/group/sub/garden.git/, https://gitlab.com/group/sub/garden",
        "git@github.com:me/garden.git,                   https://github.com/me/garden",
        "ssh://git@codeberg.org:22/me/garden,            https://codeberg.org/me/garden",
        "http://bitbucket.org/me/garden.js,              https://bitbucket.org/me/garden.js"
    })
    void a_remote_leads_to_the_page_of_its_repository_and_tells_no_secret(String remote, URI page) {
        assertEquals(Optional.of(page), UploadedRepository.page(remote));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/home/me/garden.git",
                "file:///home/me/garden.git",
                "https://git.example/me/garden",
                "https://github.com@evil.example/me/garden",
                "https://github.com.evil.example/me/garden",
                "https://evil.example/github.com/me/garden",
                "https://github.com/me",
                "https://github.com/me/../garden",
                "https://github.com/me/garden?x=1",
                "https://github.com/me/garden#x",
                "javascript:alert(1)//github.com/me/garden",
                "https://github.com/me/gar den",
                "https://github.com\\me/garden"
            })
    void other_remotes_lead_nowhere(String remote) {
        assertEquals(Optional.empty(), UploadedRepository.page(remote));
    }

    @Test
    void a_work_tree_comes_back_from_the_attributes_of_an_object() {
        var repository = new UploadedRepository(URI.create("https://github.com/me/garden"), "feature/beds");

        assertEquals(Optional.of(repository), UploadedRepository.of(repository.toAttributes()));
        var local = new UploadedRepository(null, null);
        assertEquals(Optional.of(local), UploadedRepository.of(local.toAttributes()));
        assertEquals(Optional.empty(), UploadedRepository.of(Map.of("repository", "https://github.com/me/garden")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../x", "a//b", "a/", "-x", "a b", "a?b", "a#b", "ä"})
    void a_place_that_is_not_believed_counts_as_none(String branch) {
        var attributes = Map.of("worktree", "true", "repository", "https://github.com/me/garden", "branch", branch);

        assertEquals(Optional.of(new UploadedRepository(null, null)), UploadedRepository.of(attributes));
        assertThrows(IllegalArgumentException.class, () -> new UploadedRepository(null, branch));
    }
}
