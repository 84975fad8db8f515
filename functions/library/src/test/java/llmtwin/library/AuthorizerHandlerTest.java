package llmtwin.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent;
import java.time.Instant;
import java.util.Map;
import llmtwin.core.ApiKeys.ApiKey;
import llmtwin.core.InMemoryApiKeys;
import llmtwin.core.Json;
import llmtwin.core.Sha256;
import llmtwin.core.TwinId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizerHandlerTest {
    private final InMemoryApiKeys keys = new InMemoryApiKeys();
    private final AuthorizerHandler handler = new AuthorizerHandler(keys);
    private final APIGatewayCustomAuthorizerEvent event =
            Library.sample("authorizer-request", APIGatewayCustomAuthorizerEvent.class);

    @Test
    void a_known_key_names_its_twin_and_opens_the_whole_stage() {
        keys.save(new ApiKey(Sha256.of("twin_sample"), new TwinId("me"), "laptop", Instant.EPOCH));

        var response = Json.tree(Json.write(handler.handleRequest(event, null)));

        assertEquals(Json.tree("{\"twin\":\"me\",\"key\":\"laptop\"}"), response.get("context"));
        assertEquals("me", response.get("principalId").stringValue());
        var statement = response.at("/policyDocument/Statement/0");
        assertEquals("Allow", statement.get("Effect").stringValue());
        assertEquals("execute-api:Invoke", statement.get("Action").stringValue());
        assertEquals(
                "arn:aws:execute-api:eu-central-1:123456789012:abc123/live/*",
                statement.at("/Resource/0").stringValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer twin_other", "twin_sample", "Basic twin_sample", "Bearer sample", "Bearer ", ""})
    void any_other_key_is_unauthorized(String header) {
        keys.save(new ApiKey(Sha256.of("twin_sample"), new TwinId("me"), "laptop", Instant.EPOCH));
        event.setHeaders(Map.of("Authorization", header));

        var error = assertThrows(RuntimeException.class, () -> handler.handleRequest(event, null));

        assertEquals("Unauthorized", error.getMessage());
    }

    @Test
    void no_header_is_unauthorized() {
        event.setHeaders(null);

        var error = assertThrows(RuntimeException.class, () -> handler.handleRequest(event, null));

        assertEquals("Unauthorized", error.getMessage());
    }
}
