package llmtwin.core;

/// What a caller is told when something went wrong: problem details as in RFC 9457.
///
/// @param type stable name, a path that callers can compare
/// @param detail what happened and what to do; no internal name
public record Problem(String type, String title, int status, String detail) {
    /// The content type of its JSON.
    public static final String CONTENT_TYPE = "application/problem+json";

    public static Problem badRequest(String detail) {
        return new Problem("/problems/bad-request", "The request is not valid", 400, detail);
    }

    public static Problem notFound(String detail) {
        return new Problem("/problems/not-found", "Not found", 404, detail);
    }

    public static Problem tooLarge(String detail) {
        return new Problem("/problems/too-large", "Too large", 413, detail);
    }

    public static Problem unsupported(String detail) {
        return new Problem("/problems/unsupported-type", "This kind of file is not supported", 415, detail);
    }

    public static Problem unavailable(String detail) {
        return new Problem("/problems/unavailable", "Something this answer needs is out of reach", 503, detail);
    }

    public String toJson() {
        return Json.write(this);
    }
}
