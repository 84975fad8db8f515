package llmtwin.unpack;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.cbor.CBORFactory;
import tools.jackson.dataformat.cbor.CBORMapper;

/// The blocks of a content-addressable archive, version 1: a header, then each block with its content id before it.
///
/// @see <a href="https://ipld.io/specs/transport/car/carv1/">CAR v1</a>
final class CarBlocks {
    /// Records of Bluesky have at most 1 MB.
    private static final int MAX_BLOCK = 4 << 20;
    /// Of version 1, SHA-256: version, codec, hash function and length take a byte each.
    private static final int CID_BYTES = 36;

    private static final CBORMapper CBOR = CBORMapper.builder(CBORFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(64).build())
                    .build())
            .build();

    private CarBlocks() {}

    /// What is done with one block.
    ///
    /// @see #link how a link in one block names another
    interface Reading {
        void read(String cid, byte[] block) throws IOException;
    }

    static void each(Archive archive, String entry, Reading reading) throws IOException {
        try (var in = new BufferedInputStream(archive.open(entry))) {
            exactly(in, varint(in)); // The header names the roots, which are not needed to read every block.
            for (int length = varint(in); length >= 0; length = varint(in)) {
                var block = exactly(in, length);
                if (length < CID_BYTES || block[0] != 1) {
                    throw new Unreadable(entry + " is no repository as Bluesky hands it out");
                }
                reading.read(
                        HexFormat.of().formatHex(block, 0, CID_BYTES), Arrays.copyOfRange(block, CID_BYTES, length));
            }
        } catch (EOFException e) {
            throw new Unreadable(entry + " is damaged or cut short", e);
        }
    }

    /// A block of the codec DAG-CBOR as a tree in which links are bytes.
    static JsonNode decoded(byte[] block) throws Unreadable {
        try {
            return CBOR.readTree(block);
        } catch (JacksonException e) {
            throw new Unreadable("it is damaged", e);
        }
    }

    /// The id of the block that a link leads to; empty if the node is none. A link is the id after a zero byte.
    ///
    /// @see <a href="https://ipld.io/specs/codecs/dag-cbor/spec/">DAG-CBOR, links</a>
    static String link(JsonNode node) {
        if (!node.isBinary()) {
            return "";
        }
        var bytes = node.binaryValue();
        return bytes.length == CID_BYTES + 1 && bytes[0] == 0 ? HexFormat.of().formatHex(bytes, 1, bytes.length) : "";
    }

    /// @return -1 at the end of the stream
    private static int varint(InputStream in) throws IOException {
        long value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int next = in.read();
            if (next < 0) {
                if (shift == 0) {
                    return -1;
                }
                throw new EOFException();
            }
            value |= (next & 0x7FL) << shift;
            if (next < 0x80) {
                return checked(value);
            }
        }
        return checked(Long.MAX_VALUE);
    }

    private static int checked(long length) throws Unreadable {
        if (length > MAX_BLOCK) {
            throw new Unreadable("one record in it is larger than " + (MAX_BLOCK >> 20) + " MB, or it is damaged");
        }
        return (int) length;
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        var bytes = in.readNBytes(Math.max(0, length));
        if (bytes.length < length || length < 0) {
            throw new EOFException();
        }
        return bytes;
    }
}
