package llmtwin.unpack;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Predicate;

/// What an [Archive] is made of: the files that some format packs into one.
interface Container extends Closeable {
    /// Safe names of all files, each once, sorted.
    List<String> names();

    /// How many files were left out because of their name or kind.
    int leftOut();

    /// Whether its end was seen, so that nothing was cut off.
    default boolean isWhole() {
        return true;
    }

    /// The content of one of the names, bounded; the caller closes it.
    InputStream open(String name) throws IOException;

    /// Hands over the files with a wanted name, one after the other, in an order that is always the same.
    default void each(Predicate<String> wanted, Reader reader) throws IOException {
        for (var name : names()) {
            if (wanted.test(name)) {
                reader.read(name, () -> open(name));
            }
        }
    }

    /// Receives one file.
    interface Reader {
        void read(String name, Opening content) throws IOException;
    }

    /// Opens one file; the caller closes the stream.
    interface Opening {
        InputStream open() throws IOException;
    }
}
