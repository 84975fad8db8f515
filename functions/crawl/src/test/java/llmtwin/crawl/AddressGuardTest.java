package llmtwin.crawl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import llmtwin.crawl.AddressGuard.NotPublic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {
    private static AddressGuard guard(boolean allowLoopback, String... addresses) {
        var resolved = Stream.of(addresses).map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
        return new AddressGuard(_ -> resolved, allowLoopback);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.100.100.200",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.169.254",
                "169.254.0.1",
                "169.254.170.2",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.1",
                "192.0.0.192",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.0.1",
                "192.168.255.255",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "fe80::1",
                "febf::1",
                "fec0::1",
                "fc00::1",
                "fd00:ec2::254",
                "fdff::1",
                "ff02::1",
                "ff0e::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::ffff:169.254.169.254",
                "::127.0.0.1",
                "::8.8.8.8",
                "::ffff:0:127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b::a00:1",
                "64:ff9b:1::7f00:1",
                "64:ff9b:1::808:808",
                "2002:7f00:1::",
                "2002:a00:1::1",
                "2002:a9fe:a9fe::",
                "2002:808:808::1",
                "2001::1",
                "2001:0:4136:e378:8000:63bf:80ff:fffe",
                "2001:2::1",
                "2001:10::1",
                "2001:db8::1",
                "3fff::1",
                "100::1",
                "5f00::1",
                "4000::1"
            })
    void an_address_that_is_not_public_is_refused(String address) {
        assertThrows(NotPublic.class, () -> guard(false, address).resolve("example.org"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.1",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2606:4700:4700::1111",
                "2a00:1450:4001::1",
                "2001:4860:4860::8888",
                "2001:200::1",
                "::ffff:8.8.8.8",
                "64:ff9b::808:808"
            })
    void a_public_address_is_open(String address) throws Exception {
        assertArrayEquals(
                new InetAddress[] {InetAddress.ofLiteral(address)},
                guard(false, address).resolve("example.org"));
    }

    @Test
    void one_address_that_is_not_public_closes_the_host() {
        assertThrows(NotPublic.class, () -> guard(false, "1.1.1.1", "10.0.0.1").resolve("example.org"));
        assertThrows(NotPublic.class, () -> guard(false, "1.1.1.1", "::1").resolve("example.org"));
    }

    @Test
    void the_switch_opens_loopback_and_nothing_else() {
        assertDoesNotThrow(() -> guard(true, "127.0.0.1", "127.8.9.1", "::1").resolve("localhost"));
        for (var address : new String[] {
            "10.0.0.1", "169.254.169.254", "0.0.0.0", "::", "fe80::1", "::127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::"
        }) {
            assertThrows(NotPublic.class, () -> guard(true, address).resolve("localhost"));
        }
    }

    /// What the JDK makes of them, some as loopback and some not at all: never a way in.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2130706433",
                "0x7f000001",
                "0x7f.0.0.1",
                "017700000001",
                "127.1",
                "127.0.1",
                "localhost",
                "[::1]",
                "::ffff:7f00:1",
                "169.254.43518",
                "0xa9fea9fe"
            })
    void no_spelling_of_a_closed_address_gets_through(String host) {
        var guard = new AddressGuard(InetAddress::getAllByName, false);

        assertThrows(UnknownHostException.class, () -> guard.resolve(host));
    }

    @Test
    void the_refusal_does_not_tell_the_address() {
        var refusal =
                assertThrows(NotPublic.class, () -> guard(false, "10.1.2.3").resolve("intranet.example"));

        assertFalse(String.valueOf(refusal.getMessage()).contains("10.1.2.3"));
    }
}
