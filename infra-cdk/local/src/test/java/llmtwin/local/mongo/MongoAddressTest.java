package llmtwin.local.mongo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MongoAddressTest {
    private static final String SECRET = "mongodb://me:s3cr%40t@a.example:1,b.example/blog?authSource=admin"
            + "&authMechanism=MONGODB-AWS&authMechanismProperties=AWS_SESSION_TOKEN:t0ken";

    @Test
    void it_is_shown_without_user_password_and_options() {
        var address = MongoAddress.parse(SECRET);

        assertEquals("mongodb://a.example:1,b.example/blog", address.toString());
        assertEquals(Optional.of("blog"), address.database());
    }

    @Test
    void secrets_are_taken_out_of_whatever_is_told() {
        var address = MongoAddress.parse(SECRET);

        var told = address.redacted("failed for me:s3cr%40t with s3cr@t at " + SECRET + " and "
                + SECRET.substring(SECRET.indexOf('?') + 1));

        assertFalse(told.contains("s3cr") || told.contains("t0ken"), told);
    }

    @Test
    void an_address_without_secrets_is_told_as_it_is() {
        var address = MongoAddress.parse("mongodb://a.example:1/blog");

        assertEquals("gone: mongodb://a.example:1/blog", address.redacted("gone: " + address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://me:s3cret@host/db",
                "me:s3cret@host/db",
                "mongodb://me:s3cret@",
                "mongodb://me:s3:cret@host/db",
                "mongodb://me:s3cret%@host/db",
                "mongodb://me:s3cret@host:99999999/db",
                "mongodb://me:s3cret@host/db?authMechanism=s3cret",
                "mongodb+srv://me:s3cret@host:1/db"
            })
    void a_wrong_one_is_refused_without_showing_its_password(String uri) {
        var e = assertThrows(IllegalArgumentException.class, () -> MongoAddress.parse(uri));

        assertFalse(String.valueOf(e.getMessage()).contains("s3"), e.getMessage());
        assertEquals(null, e.getCause());
    }
}
