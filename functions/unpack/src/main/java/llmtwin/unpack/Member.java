package llmtwin.unpack;

import llmtwin.core.Piece;

/// What an upload turns out to hold.
public sealed interface Member {
    /// A file that is a document of its own, as the next stage reads files.
    final class File implements Member {
        private final String address;
        private final String name;
        private final String contentType;
        private final byte[] bytes;

        /// @param address what names it
        /// @param name its path in the archive
        /// @param contentType media type, with a charset if that is known
        File(String address, String name, String contentType, byte[] bytes) {
            this.address = address;
            this.name = name;
            this.contentType = contentType;
            this.bytes = bytes.clone();
        }

        public String address() {
            return address;
        }

        public String name() {
            return name;
        }

        public String contentType() {
            return contentType;
        }

        /// A copy.
        public byte[] bytes() {
            return bytes.clone();
        }

        @Override
        public String toString() {
            return address + " (" + contentType + ", " + bytes.length + " bytes)";
        }
    }

    /// Writing with the facts that an export knows about it.
    record Writing(Piece piece) implements Member {}

    /// Something that was read and holds no writing.
    ///
    /// @param name of the entry or record
    /// @param reason in words for the owner
    record Blank(String name, String reason) implements Member {}

    /// Something that could not be read although it looked like writing.
    ///
    /// @param name of the entry or record
    /// @param reason in words for the owner
    record Skipped(String name, String reason) implements Member {}
}
