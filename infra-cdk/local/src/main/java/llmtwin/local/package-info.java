/// The synthesized template, run on one machine in one JVM.
@NullMarked
package llmtwin.local;

import org.jspecify.annotations.NullMarked;
