/// The REST API of a template over plain HTTP, as API Gateway would serve it.
@NullMarked
package llmtwin.local.gateway;

import org.jspecify.annotations.NullMarked;
