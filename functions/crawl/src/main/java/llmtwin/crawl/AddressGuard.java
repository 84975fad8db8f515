package llmtwin.crawl;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Keeps the crawler on the public web: a host is reached only if every address it resolves to is public.
///
/// IPv4 is open except for what IANA lists as special; of IPv6 only global unicast is open, less its special parts.
/// So every range that embeds an IPv4 address is closed, but for NAT64, which counts as the address it embeds.
///
/// @see <a href="https://www.iana.org/assignments/iana-ipv4-special-registry">IANA, IPv4 special registry</a>
/// @see <a href="https://www.iana.org/assignments/iana-ipv6-special-registry">IANA, IPv6 special registry</a>
final class AddressGuard {
    private static final List<Range> CLOSED_IPV4 = ranges(
            "0.0.0.0/8", // this network
            "10.0.0.0/8", // private
            "100.64.0.0/10", // carrier-grade NAT
            "127.0.0.0/8", // loopback
            "169.254.0.0/16", // link-local, with the metadata services
            "172.16.0.0/12", // private
            "192.0.0.0/24", // protocol assignments
            "192.0.2.0/24", // documentation
            "192.88.99.0/24", // 6to4 relays
            "192.168.0.0/16", // private
            "198.18.0.0/15", // benchmarking
            "198.51.100.0/24", // documentation
            "203.0.113.0/24", // documentation
            "224.0.0.0/4", // multicast
            "240.0.0.0/4"); // reserved, broadcast
    private static final List<Range> OPEN_IPV6 = ranges("2000::/3");
    private static final List<Range> CLOSED_IPV6 = ranges(
            "2001::/23", // protocol assignments: Teredo, benchmarking, ORCHID
            "2001:db8::/32", // documentation
            "2002::/16", // 6to4
            "3fff::/20"); // documentation
    private static final List<Range> NAT64 = ranges("64:ff9b::/96");
    private static final List<Range> LOOPBACK = ranges("127.0.0.0/8", "::1/128");

    private final Resolver resolver;
    private final boolean allowLoopback;

    /// @param allowLoopback whether this machine itself may be visited; nothing else that is not public ever
    AddressGuard(Resolver resolver, boolean allowLoopback) {
        this.resolver = resolver;
        this.allowLoopback = allowLoopback;
    }

    /// Turns a host name, or an address as text, into its addresses.
    @FunctionalInterface
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /// The host has an address that is not public. The address is not named: it is nobody's business.
    static final class NotPublic extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        private NotPublic(String message) {
            super(message);
        }
    }

    /// All addresses of the URL's host, as [#resolve] has them.
    ///
    /// @throws NotPublic also if its port is not one of the web
    InetAddress[] resolve(URI url) throws UnknownHostException {
        check(url);
        var host = url.getHost();
        return resolve(host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
    }

    /// @throws NotPublic if the port is not one of the web
    static void check(URI url) throws NotPublic {
        if (Ports.isBlocked(url)) {
            throw new NotPublic("port " + url.getPort() + " is not one of the web and is not visited");
        }
    }

    /// All addresses of the host, to be connected to as they are: asking again could give others.
    ///
    /// @throws NotPublic if one of them is not public
    InetAddress[] resolve(String host) throws UnknownHostException {
        var addresses = resolver.resolve(host);
        if (!Arrays.stream(addresses).allMatch(this::isOpen)) {
            throw new NotPublic(host + " is not on the public internet and is not visited");
        }
        return addresses;
    }

    private boolean isOpen(InetAddress address) {
        var bytes = address.getAddress();
        return (allowLoopback && contains(LOOPBACK, bytes)) || isPublic(bytes);
    }

    private static boolean isPublic(byte[] address) {
        if (address.length == 4) {
            return !contains(CLOSED_IPV4, address);
        }
        if (contains(NAT64, address)) {
            return isPublic(Arrays.copyOfRange(address, 12, 16));
        }
        return contains(OPEN_IPV6, address) && !contains(CLOSED_IPV6, address);
    }

    private static boolean contains(List<Range> ranges, byte[] address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    private static List<Range> ranges(String... ranges) {
        return Stream.of(ranges).map(Range::of).toList();
    }

    /// Addresses whose first bits are those of the prefix.
    private record Range(InetAddress prefix, int bits) {
        static Range of(String text) {
            var parts = text.split("/", 2);
            return new Range(InetAddress.ofLiteral(parts[0]), Integer.parseInt(parts[1]));
        }

        boolean contains(byte[] address) {
            var first = prefix.getAddress();
            if (first.length != address.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                if (((first[bit / 8] ^ address[bit / 8]) & (0x80 >> bit % 8)) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
