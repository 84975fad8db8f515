/// From a question to a cited answer.
@NullMarked
package llmtwin.query;

import org.jspecify.annotations.NullMarked;
