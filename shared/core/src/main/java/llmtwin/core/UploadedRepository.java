package llmtwin.core;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// That an uploaded archive is a work tree of git, and where readers find its files. It is kept beside the object,
/// where whoever uploads may write anything: only hosts of repositories that are known are believed.
///
/// @param page of the repository on its host; null if it is on none
/// @param branch or commit that is shown there; null if it is on none
public record UploadedRepository(
        @Nullable URI page, @Nullable String branch) {
    private static final String WORK_TREE = "worktree";
    private static final Set<String> HOSTS = Set.of("github.com", "gitlab.com", "codeberg.org", "bitbucket.org");
    /// `https://user:secret@host/owner/name.git`, `ssh://git@host/owner/name` or `git@host:owner/name.git`.
    private static final Pattern REMOTE = Pattern.compile(
            "(?:(?:https?|ssh|git)://(?:[^/@]*@)?([A-Za-z.]+)(?::\\d+)?/|(?:[^/@:]*@)?([A-Za-z.]+):(?!//))"
                    + "((?:[A-Za-z0-9_.~-]+/){1,6}[A-Za-z0-9_.~-]+?)(?:\\.git)?/*");
    private static final Pattern BRANCH = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.@+/-]{0,199}");

    /// @throws IllegalArgumentException if the page is none of a known host, or the branch no branch
    public UploadedRepository {
        if (page != null && !page(page.toString()).equals(Optional.of(page))) {
            throw new IllegalArgumentException("repository: known are "
                    + HOSTS.stream().sorted().toList() + ", such as https://github.com/owner/name");
        }
        if (branch != null && !isBranch(branch)) {
            throw new IllegalArgumentException("branch: a name of letters, digits and . _ - / is needed");
        }
    }

    /// The page of a repository that lies at a remote; without user, password and port. Empty for other hosts.
    public static Optional<URI> page(String remote) {
        var matcher = REMOTE.matcher(remote.strip());
        if (remote.length() > 400 || !matcher.matches()) {
            return Optional.empty();
        }
        var host = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        var path = matcher.group(3);
        boolean plain = !("/" + path + "/").contains("/../") && !("/" + path + "/").contains("/./");
        return HOSTS.contains(host) && plain
                ? Optional.of(URI.create("https://" + host + "/" + path))
                : Optional.empty();
    }

    /// Whether this may stand for a branch or commit in a link.
    public static boolean isBranch(String name) {
        return BRANCH.matcher(name).matches() && !name.contains("..") && !name.contains("//") && !name.endsWith("/");
    }

    /// As attributes of the stored object.
    public Map<String, String> toAttributes() {
        var attributes = new LinkedHashMap<String, String>();
        attributes.put(WORK_TREE, "true");
        if (page != null && branch != null) {
            attributes.put("repository", page.toString());
            attributes.put("branch", branch);
        }
        return attributes;
    }

    /// What the attributes of an uploaded object say; a place that is not believed counts as none.
    public static Optional<UploadedRepository> of(Map<String, String> attributes) {
        if (!attributes.getOrDefault(WORK_TREE, "").equals("true")) {
            return Optional.empty();
        }
        var page = page(attributes.getOrDefault("repository", ""));
        var branch = Optional.of(attributes.getOrDefault("branch", "")).filter(UploadedRepository::isBranch);
        return Optional.of(
                page.isPresent() && branch.isPresent()
                        ? new UploadedRepository(page.get(), branch.get())
                        : new UploadedRepository(null, null));
    }
}
