package llmtwin.clean;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// The footnotes and endnotes of a Word document, numbered in the order in which the text refers to them.
final class DocxNotes {
    private final Map<String, Note> byReference = new HashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<Note> met = new ArrayList<>();

    /// @param links of the part the note stands in: each part has its own
    record Note(Element element, DocxLinks links) {}

    /// Notes of one part, added to those of others.
    DocxNotes with(Optional<Document> part, DocxLinks links) {
        part.ifPresent(xml -> xml.select("w|footnote, w|endnote")
                .forEach(note ->
                        byReference.putIfAbsent(note.tagName() + " " + note.attr("w:id"), new Note(note, links))));
        return this;
    }

    /// What stands in the text for a note; empty if there is none.
    ///
    /// @param reference `w:footnoteReference` or `w:endnoteReference`
    String mark(Element reference) {
        var id = reference.tagName().replace("Reference", "") + " " + reference.attr("w:id");
        var note = byReference.get(id);
        return note == null ? "" : "[" + numbers.computeIfAbsent(id, _ -> numbered(note)) + "]";
    }

    private int numbered(Note note) {
        met.add(note);
        return met.size();
    }

    /// Those referred to so far; the first has number 1.
    List<Note> met() {
        return met;
    }
}
