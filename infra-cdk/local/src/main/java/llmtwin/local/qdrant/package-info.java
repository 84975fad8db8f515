/// Qdrant's gRPC protocol over Lucene, so that one JVM can hold the vector index too.
@NullMarked
package llmtwin.local.qdrant;

import org.jspecify.annotations.NullMarked;
