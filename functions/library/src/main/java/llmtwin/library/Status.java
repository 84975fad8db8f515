package llmtwin.library;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import llmtwin.core.Document;
import llmtwin.core.DocumentId;
import llmtwin.core.Source;
import org.jspecify.annotations.Nullable;

/// What is going on in a twin's library, at a glance.
///
/// @param documents how many there are, by state
/// @param problems the documents that went wrong last, newest first
/// @param queues messages waiting, by stage
/// @param deadLetters messages given up, by stage
record Status(
        List<SourceStatus> sources,
        Map<String, Long> documents,
        List<Trouble> problems,
        Map<String, Long> queues,
        Map<String, Long> deadLetters) {
    private static final int MAX_PROBLEMS = 50;

    /// A source and how many of its documents are in each state.
    record SourceStatus(@JsonUnwrapped SourceView source, Map<String, Long> documents) {}

    /// A document with a problem.
    record Trouble(
            DocumentId id,
            String title,
            String address,
            String state,
            @Nullable String problem) {
        static Trouble of(Document document) {
            return new Trouble(
                    document.ref().id(),
                    document.title(),
                    document.origin().address(),
                    document.state().label(),
                    document.problem());
        }
    }

    static Status of(List<Source> sources, List<Document> documents, Backlog backlog) {
        return new Status(
                sources.stream()
                        .map(source -> new SourceStatus(SourceView.of(source), counts(documents, from(source))))
                        .toList(),
                counts(documents, _ -> true),
                problems(documents),
                backlog.waiting(),
                backlog.deadLetters());
    }

    private static Predicate<Document> from(Source source) {
        return document -> source.id().equals(document.origin().source());
    }

    private static Map<String, Long> counts(List<Document> documents, Predicate<Document> which) {
        return documents.stream()
                .filter(which)
                .collect(Collectors.groupingBy(
                        document -> document.state().label(), TreeMap::new, Collectors.counting()));
    }

    private static List<Trouble> problems(List<Document> documents) {
        return documents.stream()
                .filter(document -> document.problem() != null)
                .sorted(Comparator.comparing(Document::updated)
                        .reversed()
                        .thenComparing(document -> document.ref().id()))
                .limit(MAX_PROBLEMS)
                .map(Trouble::of)
                .toList();
    }
}
