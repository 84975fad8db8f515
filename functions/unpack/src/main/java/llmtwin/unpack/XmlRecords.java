package llmtwin.unpack;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jsoup.nodes.Entities;

/// An XML file read from its start to its end. Document types are not read, so that no entity is ever resolved.
final class XmlRecords {
    private static final XMLInputFactory FACTORY = factory();

    private static final int MAX_RECORD = 32 << 20;

    private XmlRecords() {}

    /// What is done at the start of an element; it may read on to the end of that element.
    interface Reading {
        void read(XMLStreamReader element, RecordLimit limit) throws XMLStreamException, IOException;
    }

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        // The built-in entities (&lt; and such) count, too, and a blog's posts are full of them.
        factory.setProperty("jdk.xml.maxGeneralEntitySizeLimit", "0");
        factory.setProperty("jdk.xml.totalEntitySizeLimit", "0");
        factory.setProperty("jdk.xml.maxElementDepth", "256");
        return factory;
    }

    /// Every element, in the order of the file.
    static void each(Archive archive, String entry, Reading reading) throws IOException {
        try (var in = archive.open(entry)) {
            var limit = new RecordLimit(new Printable(in), MAX_RECORD);
            var reader = FACTORY.createXMLStreamReader(limit);
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT) {
                    reading.read(reader, limit);
                }
            }
        } catch (XMLStreamException e) {
            if (e.getNestedException() instanceof Unreadable reason) {
                throw reason;
            }
            throw new Unreadable(entry + " is damaged or cut short", e);
        }
    }

    /// `prefix:name`, or the name alone without a prefix.
    static String name(XMLStreamReader element) {
        var prefix = element.getPrefix();
        return prefix == null || prefix.isEmpty() ? element.getLocalName() : prefix + ":" + element.getLocalName();
    }

    static String attribute(XMLStreamReader element, String name) {
        var value = element.getAttributeValue(null, name);
        return value == null ? "" : value;
    }

    /// Reads to the end of the element and gives all text in it.
    static String text(XMLStreamReader element) throws XMLStreamException {
        return content(element, false);
    }

    /// Reads to the end of the element and gives what is in it as markup, without attributes but of links.
    static String markup(XMLStreamReader element) throws XMLStreamException {
        return content(element, true);
    }

    private static String content(XMLStreamReader element, boolean markup) throws XMLStreamException {
        var text = new StringBuilder();
        for (int depth = 1; depth > 0; ) {
            switch (element.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    depth++;
                    text.append(markup ? startTag(element) : "");
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    depth--;
                    text.append(markup && depth > 0 ? "</" + element.getLocalName() + ">" : "");
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    text.append(markup ? Entities.escape(element.getText()) : element.getText());
                default -> {} // Comments and processing instructions.
            }
        }
        return text.toString();
    }

    private static String startTag(XMLStreamReader element) {
        var tag = new StringBuilder("<").append(element.getLocalName());
        for (var name : new String[] {"href", "src", "alt", "class"}) {
            var value = attribute(element, name);
            if (!value.isEmpty()) {
                tag.append(' ')
                        .append(name)
                        .append("=\"")
                        .append(Entities.escape(value))
                        .append('"');
            }
        }
        return tag.append('>').toString();
    }

    /// Passes over the rest of the element.
    static void skip(XMLStreamReader element) throws XMLStreamException {
        for (int depth = 1; depth > 0; ) {
            int event = element.next();
            depth += event == XMLStreamConstants.START_ELEMENT ? 1 : event == XMLStreamConstants.END_ELEMENT ? -1 : 0;
        }
    }

    /// Control characters may not stand in XML, but blogs let them in and parsers stop at them: they become spaces.
    private static final class Printable extends FilterInputStream {
        Printable(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            return value >= 0 ? printable((byte) value) & 0xFF : value;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = super.read(buffer, offset, length);
            for (int i = offset; i < offset + n; i++) {
                buffer[i] = printable(buffer[i]);
            }
            return n;
        }

        /// NUL stays, because UTF-16 is full of it.
        private static byte printable(byte value) {
            return value > 0 && value < ' ' && value != '\n' && value != '\r' && value != '\t' ? (byte) ' ' : value;
        }
    }
}
