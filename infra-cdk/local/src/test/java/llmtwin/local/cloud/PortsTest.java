package llmtwin.local.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void the_services_follow_the_port_of_the_api() {
        assertEquals(new Ports(9000, 9001, 9002, 9003, 9004, 9005), Ports.from(Map.of("TWIN_PORT", "9000")));
        assertEquals(new Ports(8420, 8421, 8422, 8423, 8424, 8425), Ports.from(Map.of()));
    }

    @Test
    void one_service_can_be_moved_alone() {
        assertEquals(7000, Ports.from(Map.of("TWIN_S3_PORT", "7000")).s3());
    }

    @Test
    void what_is_no_port_is_refused_by_the_name_of_its_variable() {
        var refused = assertThrows(IllegalStateException.class, () -> Ports.from(Map.of("TWIN_SQS_PORT", "70000")));

        assertEquals("TWIN_SQS_PORT is not a port: 70000", refused.getMessage());
    }

    @Test
    void a_port_in_use_is_said_with_the_variables_that_move_it() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ports ports = new Ports(0, other.getLocalPort(), 0, 0, 0, 0);

            var refused = assertThrows(IllegalStateException.class, ports::claimed);

            assertEquals(
                    "port %d (S3) is in use; set TWIN_PORT or TWIN_S3_PORT".formatted(other.getLocalPort()),
                    refused.getMessage());
        }
    }
}
