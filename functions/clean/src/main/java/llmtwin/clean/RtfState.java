package llmtwin.clean;

import java.nio.charset.Charset;

/// What holds inside one group of an RTF file; a group inside starts with a copy.
final class RtfState {
    /// Where text goes.
    enum Destination {
        BODY,
        NOTE,
        /// The number or bullet written before an item, for readers that know no lists.
        MARKER,
        FIELD,
        FONTS,
        STYLES,
        TITLE,
        AUTHOR,
        CREATED,
        REVISED,
        NOWHERE
    }

    Destination destination = Destination.BODY;
    /// What the group around an `upr` was for; its better half, `ud`, goes there.
    Destination unicode = Destination.NOWHERE;

    Charset charset = RtfCharsets.ANSI;
    /// How many bytes stand in for a `u` control, for readers that know no Unicode.
    int fallback = 1;

    boolean bold;
    boolean italic;
    boolean struck;
    boolean hidden;
    boolean deleted;
    int font;
    String link = "";

    int style;
    int outline = -1;
    int level;
    boolean inTable;
    boolean inList;

    RtfState copy() {
        var copy = new RtfState();
        copy.destination = destination;
        copy.unicode = unicode;
        copy.charset = charset;
        copy.fallback = fallback;
        copy.bold = bold;
        copy.italic = italic;
        copy.struck = struck;
        copy.hidden = hidden;
        copy.deleted = deleted;
        copy.font = font;
        copy.link = link;
        copy.style = style;
        copy.outline = outline;
        copy.level = level;
        copy.inTable = inTable;
        copy.inList = inList;
        return copy;
    }

    void plain() {
        bold = false;
        italic = false;
        struck = false;
        hidden = false;
        deleted = false;
    }

    void newParagraph() {
        style = 0;
        outline = -1;
        level = 0;
        inTable = false;
        inList = false;
    }

    boolean isVisible() {
        return !hidden && !deleted;
    }
}
