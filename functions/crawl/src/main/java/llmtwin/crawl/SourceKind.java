package llmtwin.crawl;

import java.io.IOException;
import java.net.URI;
import java.util.function.Predicate;
import llmtwin.core.Reach;
import llmtwin.core.Unread;
import llmtwin.core.Validators;
import llmtwin.crawl.PoliteHttp.HostBusy;

/// One kind of source: which addresses it takes and what it makes of them. [SourceKinds] has them all.
interface SourceKind {
    /// In lower case; every document says by it who brought it.
    String name();

    /// Whether addresses like this are its own, by host and path. Nothing is fetched to tell.
    boolean takes(URI url);

    /// Goes there and tells what is there.
    ///
    /// @throws IOException if the site has trouble that may pass
    /// @throws HostBusy if the visit could not start: come again, nothing is lost
    Found read(Asked asked, Visit visit) throws IOException, HostBusy;

    /// Reads on in a list that was too long for one visit ([Found.Listed#unread()]).
    ///
    /// @throws IOException if the site has trouble that may pass
    /// @throws HostBusy if the visit could not start: come again, nothing is lost
    default Found.Listed readOn(Asked asked, Unread unread, Visit visit) throws IOException, HostBusy {
        throw new IllegalStateException(name() + " has no lists that go on");
    }

    /// What is wanted of an address.
    ///
    /// @param isSource whether somebody named it as a source; else it is a document of one, whatever it looks like
    /// @param scope what of its site belongs to the source
    /// @param known from the last visit; [Validators#NONE] to have the content in any case
    /// @param depth how many links may lead on in its source; at 0 nobody asks for them
    /// @param limit how many documents are wanted at most
    /// @param isKnown whether a document was found before; a list may end where everything was
    record Asked(
            URI url, boolean isSource, Scope scope, Validators known, int depth, int limit, Predicate<URI> isKnown) {
        /// A source of which nothing is known yet.
        static Asked first(URI url, Reach reach) {
            return new Asked(url, true, new Scope(url), Validators.NONE, reach.depth(), reach.limit(), _ -> false);
        }

        /// The same of another address.
        Asked at(URI other) {
            return new Asked(other, isSource, scope, known, depth, limit, isKnown);
        }
    }
}
