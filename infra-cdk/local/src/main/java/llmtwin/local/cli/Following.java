package llmtwin.local.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.Consumer;
import llmtwin.local.mongo.CollectionImport;
import llmtwin.local.mongo.DatabaseProblem;
import llmtwin.local.mongo.PersonsDatabase;

/// Stays with imported collections and brings every change, until the process is ended. It waits for a database that
/// goes away.
final class Following {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    /// Without a history of changes, each look reads ids.
    private static final Duration BETWEEN_READINGS = Duration.ofSeconds(30);

    private final Consumer<String> tell;

    Following(Consumer<String> tell) {
        this.tell = tell;
    }

    void follow(PersonsDatabase database, Map<String, CollectionImport> imports) {
        boolean historic = imports.values().stream().allMatch(CollectionImport::hasHistory);
        var pause = historic ? BETWEEN_LOOKS : BETWEEN_READINGS;
        tell.accept("Following; Ctrl-C ends it."
                + (historic
                        ? ""
                        : " This server keeps no history of changes, so it is looked at every " + pause.toSeconds()
                                + " s."));
        boolean away = false;
        while (sleep(pause)) {
            try {
                for (var one : imports.entrySet()) {
                    look(database, one.getKey(), one.getValue());
                }
                away = false;
            } catch (DatabaseProblem e) {
                if (!e.isPassing()) {
                    throw e;
                }
                if (!away) {
                    tell.accept(e.getMessage() + " Waiting for it.");
                }
                away = true;
            }
        }
    }

    private void look(PersonsDatabase database, String collection, CollectionImport one) {
        int before = one.outcome().uploaded() + one.outcome().removed();
        database.said(() -> {
            one.step();
            return true;
        });
        if (one.outcome().uploaded() + one.outcome().removed() > before) {
            tell.accept(Instant.now().truncatedTo(ChronoUnit.SECONDS) + " " + collection + ", so far: "
                    + ImportCommand.describe(one.outcome()));
        }
    }

    /// @return false if the process is asked to end
    private static boolean sleep(Duration time) {
        try {
            Thread.sleep(time);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
