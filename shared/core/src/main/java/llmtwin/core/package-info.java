/// The words of the domain: records, ids and ports. Nothing here knows AWS.
@NullMarked
package llmtwin.core;

import org.jspecify.annotations.NullMarked;
