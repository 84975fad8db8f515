package llmtwin.crawl;

import java.net.URI;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What a URL says about a git repository.
///
/// @param remote where git finds it
/// @param place branch and folder, such as `main/docs`; empty for all of the default branch
record RepositoryAddress(URI remote, String place) {
    /// A host of repositories.
    ///
    /// @param tree what stands between the name of a repository and a branch
    /// @param nested whether a name may have more than two parts
    /// @param pages what looks like an owner and is a page of the host itself
    private record Forge(String domain, List<String> tree, boolean nested, Set<String> pages) {}

    private static final List<Forge> FORGES = List.of(
            new Forge(
                    "github.com",
                    List.of("tree"),
                    false,
                    Set.of(
                            "about",
                            "apps",
                            "codespaces",
                            "collections",
                            "contact",
                            "customer-stories",
                            "enterprise",
                            "events",
                            "explore",
                            "features",
                            "login",
                            "marketplace",
                            "new",
                            "notifications",
                            "orgs",
                            "pricing",
                            "readme",
                            "search",
                            "security",
                            "settings",
                            "site",
                            "solutions",
                            "sponsors",
                            "stars",
                            "team",
                            "topics",
                            "trending",
                            "users")),
            new Forge(
                    "gitlab.com",
                    List.of("-", "tree"),
                    true,
                    Set.of("-", "explore", "groups", "help", "users", "dashboard", "search", "api", "projects")),
            new Forge("codeberg.org", List.of("src", "branch"), false, Set.of("api", "explore", "org", "user", "repo")),
            new Forge("bitbucket.org", List.of("src"), false, Set.of("account", "dashboard", "product", "blog")));

    /// Empty if the URL names no repository that can be told by it.
    static Optional<RepositoryAddress> of(URI url) {
        var host = url.getHost().toLowerCase(Locale.ROOT);
        var segments = Arrays.stream(url.getPath().split("/"))
                .filter(segment -> !segment.isEmpty())
                .toList();
        if (!segments.isEmpty()
                && segments.getLast().endsWith(".git")
                && segments.getLast().length() > 4) {
            return Optional.of(new RepositoryAddress(at(url, segments), ""));
        }
        return FORGES.stream()
                .filter(forge -> host.equals(forge.domain()) || host.equals("www." + forge.domain()))
                .findFirst()
                .flatMap(forge -> onForge(forge, url, segments));
    }

    private static Optional<RepositoryAddress> onForge(Forge forge, URI url, List<String> segments) {
        if (segments.size() < 2 || forge.pages().contains(segments.getFirst().toLowerCase(Locale.ROOT))) {
            return Optional.empty();
        }
        int tree = Collections.indexOfSubList(segments, forge.tree());
        int nameEnd = tree < 0 ? segments.size() : tree;
        boolean isName =
                forge.nested() ? nameEnd >= 2 && !segments.subList(0, nameEnd).contains("-") : nameEnd == 2;
        boolean endsAtTree =
                tree >= 0 && segments.size() == nameEnd + forge.tree().size();
        if (!isName || endsAtTree) {
            return Optional.empty();
        }
        var place = tree < 0
                ? ""
                : String.join("/", segments.subList(tree + forge.tree().size(), segments.size()));
        return Optional.of(new RepositoryAddress(at(url, segments.subList(0, nameEnd)), place));
    }

    private static URI at(URI url, List<String> segments) {
        var path = String.join("/", segments);
        return url.resolve("/" + (path.endsWith(".git") ? path : path + ".git"));
    }

    /// What people call it: its URL without `.git`.
    String repository() {
        return remote.toString().replaceFirst("\\.git$", "");
    }
}
