package llmtwin.clean;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Document;

/// Where the hyperlinks of a document lead, by the id of their relationship.
record DocxLinks(Map<String, String> targets) {
    static DocxLinks of(Optional<Document> relationships) {
        var targets = new HashMap<String, String>();
        relationships.ifPresent(xml -> xml.select("Relationship[TargetMode=External]")
                .forEach(link -> targets.put(link.attr("Id"), link.attr("Target"))));
        return new DocxLinks(targets);
    }

    /// Empty unless it leads where a reader could go.
    String target(String id) {
        var target = targets.getOrDefault(id, "");
        return target.startsWith("mailto:")
                ? target
                : Links.web(target).map(Object::toString).orElse("");
    }
}
