package llmtwin.local.gateway;

import java.io.Serial;

/// The gateway answers itself, without an answer of the function.
final class Refusal extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    /// Why, by the name that API Gateway's developer guide gives this type of gateway response.
    enum Reason {
        /// No route for this path and method.
        MISSING_AUTHENTICATION_TOKEN(403, "Missing Authentication Token"),
        UNAUTHORIZED(401, "Unauthorized"),
        ACCESS_DENIED(403, "User is not authorized to access this resource"),
        AUTHORIZER_FAILURE(500, "The authorizer failed"),
        BAD_REQUEST_BODY(400, "Invalid request body"),
        REQUEST_TOO_LARGE(413, "Request Too Long"),
        INTEGRATION_FAILURE(502, "Internal server error"),
        INTEGRATION_TIMEOUT(504, "Endpoint request timed out");

        final int status;
        final String message;

        Reason(int status, String message) {
            this.status = status;
            this.message = message;
        }
    }

    private final Reason reason;

    Refusal(Reason reason) {
        super(reason.message, null, false, false);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
