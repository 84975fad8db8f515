/// Runs the functions of a template as Lambda would: by handler name and environment, from queues and schedules.
@NullMarked
package llmtwin.local.lambda;

import org.jspecify.annotations.NullMarked;
