package llmtwin.unpack;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.apache.commons.io.input.CloseShieldInputStream;

/// A bounded view of one uploaded file and of what is packed into it: a zip, a tar with or without gzip, or a file
/// alone. Nothing is ever written to disk, and no more than one entry is held in memory.
final class Archive implements Closeable {
    private final String name;
    private final ArchiveLimits limits;
    private final Budget budget;
    private final Container container;
    private boolean endUntold;

    private Archive(String name, ArchiveLimits limits, Budget budget, Container container) {
        this.name = name;
        this.limits = limits;
        this.budget = budget;
        this.container = container;
    }

    /// @param name under which it was uploaded
    /// @throws Unreadable if it is a broken, hostile or password-protected archive
    static Archive open(Path file, String name, ArchiveLimits limits) throws Unreadable {
        var budget = new Budget(limits);
        try {
            return new Archive(name, limits, budget, container(file, name, limits, budget));
        } catch (IOException | IllegalArgumentException e) {
            throw broken("it", e);
        }
    }

    private static Container container(Path file, String name, ArchiveLimits limits, Budget budget) throws IOException {
        var start = start(file);
        if (start.startsWith("PK\u0003\u0004") || start.startsWith("PK\u0005\u0006")) {
            return ZipContainer.of(Files.newByteChannel(file), limits, budget);
        }
        if (start.startsWith("\u001F\u008B")) {
            return TarContainer.of(file, true, limits, budget);
        }
        if (start.startsWith("ustar", 257)) {
            return TarContainer.of(file, false, limits, budget);
        }
        return new SingleFile(file, EntryName.safe(EntryName.file(name)).orElse("upload"), budget);
    }

    private static String start(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(512), StandardCharsets.ISO_8859_1);
        }
    }

    /// Reads the wanted files of a zip inside this archive, in its order, as [#each] does.
    ///
    /// @throws Unreadable if the zip is damaged or the limits allow no archive inside another
    void eachNested(String zip, Predicate<String> wanted, Consumer<Member> members, Reading reading) throws Unreadable {
        if (limits.nesting() < 1) {
            throw new Unreadable("archives inside archives are not read");
        }
        try (var in = new ZipArchiveInputStream(container.open(zip))) {
            var entry = in.getNextEntry();
            if (entry == null) {
                throw new Unreadable(zip + " is damaged or empty");
            }
            for (; entry != null; entry = in.getNextEntry()) {
                var content = budget.bounded(CloseShieldInputStream.wrap(in), Long.MAX_VALUE);
                var safe = EntryName.safe(entry.getName());
                if (safe.isPresent() && wanted.test(safe.get()) && in.canReadEntryData(entry)) {
                    read(safe.get(), () -> content, members, reading);
                }
                // What is left of it counts, too.
                content.transferTo(OutputStream.nullOutputStream());
            }
        } catch (IOException | IllegalArgumentException e) {
            throw broken(zip, e);
        }
    }

    /// The name of the upload, slashes included.
    String name() {
        return name;
    }

    /// Whether it packs several files, or is just one.
    boolean packs() {
        return !(container instanceof SingleFile);
    }

    /// Safe names of its files, sorted.
    List<String> entries() {
        return container.names();
    }

    /// Notes that a file in it does not tell where it ends: if it is cut between two records, nobody knows.
    void endUntold() {
        endUntold = true;
    }

    /// Whether it is certain that nothing is missing at the end of what was read.
    boolean isWhole() {
        return packs() ? container.isWhole() : !endUntold;
    }

    /// How many files are not among the entries: their name leads out of the archive, or they are no plain files.
    int leftOut() {
        return container.leftOut();
    }

    /// The first entry whose name, or the end of it after a slash, matches.
    Optional<String> find(Pattern path) {
        return entries().stream().filter(ending(path)).findFirst();
    }

    /// Whether an export's files make up at least half of what could be read as writing. Among the files of somebody's
    /// code, one that looks like an export is none.
    boolean holdsMostly(Predicate<String> files) {
        long wanted = entries().stream().filter(files).count();
        long others = entries().stream()
                .filter(entry -> !files.test(entry) && FileType.of(entry).isPresent())
                .count();
        return wanted > 0 && wanted >= others;
    }

    /// Matches names by their end, so that it does not matter in which folder an export was packed.
    static Predicate<String> ending(Pattern path) {
        var pattern = Pattern.compile("(?:.*/)?(?:" + path.pattern() + ")", path.flags());
        return name -> pattern.matcher(name).matches();
    }

    /// The content of an entry; the caller closes it. Bounded by the limits of the whole upload.
    InputStream open(String entry) throws Unreadable {
        try {
            return container.open(entry);
        } catch (IOException | IllegalArgumentException e) {
            throw broken(entry, e);
        }
    }

    /// All of an entry.
    ///
    /// @throws Unreadable if it is too large to be held in memory, or broken
    byte[] bytes(String entry) throws Unreadable {
        try (var in = container.open(entry)) {
            return bytes(in);
        } catch (IOException | IllegalArgumentException e) {
            throw broken(entry, e);
        }
    }

    private byte[] bytes(InputStream in) throws IOException {
        var bytes = in.readNBytes(limits.entryBytes() + 1);
        if (bytes.length > limits.entryBytes()) {
            throw new Unreadable("it is larger than " + (limits.entryBytes() >> 20) + " MB");
        }
        return bytes;
    }

    /// The first bytes of an entry as Latin-1, to see what it is; empty if it cannot be read.
    String head(String entry) throws Unreadable {
        try (var in = container.open(entry)) {
            return new String(in.readNBytes(64 << 10), StandardCharsets.ISO_8859_1);
        } catch (IOException | IllegalArgumentException e) {
            var problem = broken(entry, e);
            if (problem.exhausted()) {
                throw problem;
            }
            return "";
        }
    }

    /// Reads the wanted entries one after the other. One that cannot be read is reported and does not stop the rest.
    void each(Predicate<String> wanted, Consumer<Member> members, Reading reading) throws Unreadable {
        try {
            container.each(wanted, (entry, content) -> read(entry, content, members, reading));
        } catch (IOException e) {
            throw broken("it", e);
        }
    }

    private void read(String entry, Container.Opening content, Consumer<Member> members, Reading reading)
            throws Unreadable {
        try (var in = content.open()) {
            reading.read(entry, bytes(in));
        } catch (IOException | IllegalArgumentException e) {
            var problem = broken(entry, e);
            if (problem.exhausted()) {
                throw problem;
            }
            members.accept(new Member.Skipped(entry, problem.reason()));
        }
    }

    /// What is done with one entry.
    interface Reading {
        void read(String entry, byte[] bytes) throws IOException;
    }

    @Override
    public void close() throws IOException {
        container.close();
    }

    /// The problem as it is told to the owner.
    static Unreadable broken(String what, Exception problem) {
        if (problem instanceof Unreadable unreadable) {
            return unreadable;
        }
        if (problem.getCause() instanceof Unreadable unreadable) {
            return unreadable;
        }
        return problem instanceof ZipException
                        && String.valueOf(problem.getMessage()).contains("split")
                ? new Unreadable("it is one part of a split archive; pack it as one file", problem)
                : new Unreadable(what + " is damaged or cut short", problem);
    }
}
