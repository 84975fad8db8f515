/// The one command people type: starts the twin on this machine, feeds it and asks it.
@NullMarked
package llmtwin.local.cli;

import org.jspecify.annotations.NullMarked;
