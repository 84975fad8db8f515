/// The edge of the HTTP API: routes, requests, answers, and every failure as problem details.
@NullMarked
package llmtwin.aws.api;

import org.jspecify.annotations.NullMarked;
