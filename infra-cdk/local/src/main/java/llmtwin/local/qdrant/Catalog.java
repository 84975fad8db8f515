package llmtwin.local.qdrant;

import io.qdrant.client.grpc.Collections.AliasDescription;
import io.qdrant.client.grpc.Collections.AliasOperations;
import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.ListAliasesResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;
import org.apache.lucene.util.IOUtils;

/// The collections of one server and their aliases.
final class Catalog implements AutoCloseable {
    private static final String ALIASES = "aliases.pb";
    private static final Pattern NAME = Pattern.compile("(?!\\.{1,2}$)[^<>:\"/\\\\|?*\\p{Cntrl}]{1,255}");

    private final Path folder;
    private final NavigableMap<String, PointCollection> collections = new ConcurrentSkipListMap<>();

    /// Collection by alias; replaced, never changed.
    private volatile NavigableMap<String, String> aliases = new TreeMap<>();

    private Catalog(Path folder) {
        this.folder = folder;
    }

    static Catalog open(Path folder) throws IOException {
        var catalog = new Catalog(folder);
        var home = Files.createDirectories(folder.resolve("collections"));
        try (var present = Files.newDirectoryStream(home, Files::isDirectory)) {
            for (var one : present) {
                if (PointCollection.isIn(one)) {
                    catalog.collections.put(one.getFileName().toString(), PointCollection.open(one));
                } else {
                    PointCollection.remove(one);
                }
            }
        } catch (IOException | RuntimeException failed) {
            catalog.close();
            throw failed;
        }
        catalog.aliases = readAliases(folder.resolve(ALIASES));
        return catalog;
    }

    private static NavigableMap<String, String> readAliases(Path file) throws IOException {
        var aliases = new TreeMap<String, String>();
        if (Files.exists(file)) {
            for (var alias :
                    ListAliasesResponse.parseFrom(Files.readAllBytes(file)).getAliasesList()) {
                aliases.put(alias.getAliasName(), alias.getCollectionName());
            }
        }
        return aliases;
    }

    List<String> names() {
        return List.copyOf(collections.keySet());
    }

    boolean has(String nameOrAlias) {
        return collections.containsKey(resolved(nameOrAlias));
    }

    PointCollection collection(String nameOrAlias) {
        var found = collections.get(resolved(nameOrAlias));
        if (found == null) {
            throw Rpc.noCollection(nameOrAlias);
        }
        return found;
    }

    String resolved(String nameOrAlias) {
        return aliases.getOrDefault(nameOrAlias, nameOrAlias);
    }

    synchronized void create(String name, CollectionInfo info) throws IOException {
        if (!NAME.matcher(name).matches()) {
            throw Rpc.wrongInput("collection name `" + name + "` is empty, too long or holds one of <>:\"/\\|?*");
        }
        refuseTaken(name);
        if (aliases.containsKey(name)) {
            throw Rpc.wrongInput(
                    "Can't create collection with name " + name + ". Alias with the same name already exists");
        }
        collections.put(name, PointCollection.create(folder.resolve("collections", name), info));
    }

    private void refuseTaken(String name) {
        if (collections.containsKey(name)) {
            throw Rpc.alreadyExists(name);
        }
    }

    /// Deletes a collection and, with it, its aliases.
    ///
    /// @param name the collection's own; an alias names nothing here
    /// @return whether there was such a collection
    synchronized boolean delete(String name) throws IOException {
        var collection = collections.get(name);
        if (collection == null) {
            return false;
        }
        var left = new TreeMap<>(aliases);
        left.values().removeIf(name::equals);
        save(left);
        collections.remove(name);
        collection.closeAndRemove();
        return true;
    }

    /// All the changes, or none if one of them is refused.
    synchronized void changeAliases(List<AliasOperations> changes) throws IOException {
        var changed = new TreeMap<>(aliases);
        for (var change : changes) {
            apply(change, changed);
        }
        save(changed);
    }

    private void apply(AliasOperations change, NavigableMap<String, String> changed) {
        switch (change.getActionCase()) {
            case CREATE_ALIAS -> {
                var create = change.getCreateAlias();
                if (!collections.containsKey(create.getCollectionName())) {
                    throw Rpc.noCollection(create.getCollectionName());
                }
                refuseTaken(create.getAliasName());
                changed.put(create.getAliasName(), create.getCollectionName());
            }
            case RENAME_ALIAS -> {
                var rename = change.getRenameAlias();
                var collection = changed.remove(rename.getOldAliasName());
                if (collection == null) {
                    throw Rpc.notFound("Alias " + rename.getOldAliasName() + " does not exists!");
                }
                refuseTaken(rename.getNewAliasName());
                changed.put(rename.getNewAliasName(), collection);
            }
            case DELETE_ALIAS -> changed.remove(change.getDeleteAlias().getAliasName());
            case ACTION_NOT_SET -> throw Rpc.wrongInput("an alias change says nothing");
        }
    }

    private void save(NavigableMap<String, String> changed) throws IOException {
        DurableFile.write(folder.resolve(ALIASES), described(changed).toByteArray());
        aliases = changed;
    }

    /// In the order of their names.
    ListAliasesResponse aliases() {
        return described(aliases);
    }

    ListAliasesResponse aliasesOf(String collection) {
        var own = new TreeMap<>(aliases);
        own.values().removeIf(name -> !name.equals(collection));
        return described(own);
    }

    private static ListAliasesResponse described(NavigableMap<String, String> aliases) {
        var described = ListAliasesResponse.newBuilder();
        aliases.forEach((alias, collection) -> described.addAliases(
                AliasDescription.newBuilder().setAliasName(alias).setCollectionName(collection)));
        return described.build();
    }

    @Override
    public void close() throws IOException {
        IOUtils.close(collections.values());
    }
}
