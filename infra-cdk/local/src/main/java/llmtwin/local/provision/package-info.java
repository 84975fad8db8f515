/// Makes the buckets, queues, tables and secrets of a template, in whatever cloud is there.
@NullMarked
package llmtwin.local.provision;

import org.jspecify.annotations.NullMarked;
