package llmtwin.crawl;

import java.io.IOException;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import llmtwin.core.Validators;
import llmtwin.crawl.FetchOutcome.ComeLater;
import llmtwin.crawl.FetchOutcome.Fetched;
import llmtwin.crawl.FetchOutcome.NotModified;
import llmtwin.crawl.FetchOutcome.Refused;
import llmtwin.crawl.GitRemote.Advertised;
import llmtwin.crawl.GitRemote.Later;
import llmtwin.crawl.GitRemote.NoRepository;
import llmtwin.crawl.PoliteHttp.HostBusy;
import org.eclipse.jgit.lib.Constants;

/// Git repositories: the newest commit of a branch, without history, as one archive of the files that somebody wrote.
/// An unchanged branch costs one request: the commit serves as its ETag.
final class GitRepositories implements SourceKind {
    /// A clone is held in memory, so there is one at a time.
    private final Semaphore clones = new Semaphore(1);

    private final GitRemote remote;

    GitRepositories(GitRemote remote) {
        this.remote = remote;
    }

    @Override
    public String name() {
        return "git";
    }

    @Override
    public boolean takes(URI url) {
        return RepositoryAddress.of(url).isPresent();
    }

    @Override
    public Found read(Asked asked, Visit visit) throws IOException, HostBusy {
        var address = RepositoryAddress.of(asked.url()).orElseThrow();
        try {
            return read(asked, address, visit);
        } catch (NoRepository e) {
            return new Refused(String.valueOf(e.getMessage()));
        } catch (AddressGuard.NotPublic e) {
            return new Refused(String.valueOf(e.getMessage()));
        } catch (Later e) {
            return new ComeLater(String.valueOf(e.getMessage()), e.delay());
        } catch (HostBusy e) {
            if (visit.isUnderWay()) {
                throw new Http.Unreachable(e.getMessage() + " to clone in time", e);
            }
            throw e;
        }
    }

    private Found read(Asked asked, RepositoryAddress address, Visit visit)
            throws IOException, HostBusy, NoRepository, Later {
        var advertised = remote.advertised(address.remote(), visit);
        var place = Place.of(address.place(), advertised);
        var validators = new Validators("\"" + place.commit() + "\"", null);
        if (validators.etag() != null && validators.etag().equals(asked.known().etag())) {
            return new NotModified(validators);
        }
        clones.acquireUninterruptibly();
        try {
            var pack = remote.pack(advertised, place.commit(), visit);
            var snapshot = RepositorySnapshot.of(pack, place.commit(), place.folder());
            if (snapshot.isEmpty()) {
                return new Refused("there is no README, documentation or source in the repository");
            }
            var fetched = new Fetched(asked.url(), "application/zip", snapshot.zip(), validators);
            return new Found.Content(fetched, facts(address, place, advertised), List.of(), snapshot.notice());
        } finally {
            clones.release();
        }
    }

    private static Map<String, String> facts(RepositoryAddress address, Place place, Advertised advertised) {
        return Map.of(
                "repository", address.repository(),
                "commit", place.commit(),
                "branch", place.branch(),
                "default-branch", advertised.defaultBranch());
    }

    /// What is meant by the end of a URL: the names of branches may have slashes, so only the repository can tell.
    record Place(String branch, String folder, String commit) {
        static Place of(String text, Advertised advertised) throws NoRepository {
            if (text.isEmpty()) {
                var head = advertised.refs().get(Constants.HEAD);
                if (head == null) {
                    throw new NoRepository("the repository is empty");
                }
                return new Place(advertised.defaultBranch(), "", head);
            }
            var ref = advertised.refs().keySet().stream()
                    .filter(name -> name.startsWith(Constants.R_HEADS) || name.startsWith(Constants.R_TAGS))
                    .filter(name -> (text + "/").startsWith(shortName(name) + "/"))
                    // A tag and a branch of one name: git itself means the branch here.
                    .max(Comparator.comparingInt(
                                    (String name) -> shortName(name).length())
                            .thenComparing(name -> name.startsWith(Constants.R_HEADS)))
                    .orElseThrow(() -> new NoRepository("the repository has no branch " + text));
            var branch = shortName(ref);
            var folder = text.length() > branch.length() ? text.substring(branch.length() + 1) : "";
            var peeled = advertised.refs().get(ref + "^{}");
            var commit = peeled == null ? advertised.refs().getOrDefault(ref, "") : peeled;
            return new Place(branch, folder, commit);
        }

        private static String shortName(String ref) {
            return ref.substring(ref.indexOf('/', ref.indexOf('/') + 1) + 1);
        }
    }
}
