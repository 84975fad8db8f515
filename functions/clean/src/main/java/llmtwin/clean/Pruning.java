package llmtwin.clean;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;

/// Takes many nodes out of a tree at once. One by one each removal would move all siblings that follow.
final class Pruning {
    private Pruning() {}

    static void remove(List<? extends Node> nodes) {
        Map<Node, List<Node>> byParent = new LinkedHashMap<>();
        for (var node : nodes) {
            var parent = node.parent();
            if (parent != null) {
                byParent.computeIfAbsent(parent, _ -> new ArrayList<>()).add(node);
            }
        }
        byParent.forEach((parent, gone) -> remove((Element) parent, gone));
    }

    private static void remove(Element parent, List<Node> gone) {
        var kept = new ArrayList<>(parent.childNodes());
        kept.removeAll(new HashSet<>(gone));
        parent.empty();
        parent.insertChildren(0, kept);
    }
}
