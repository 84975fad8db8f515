/// Makes clean documents findable: cuts them into chunks, embeds those and puts them into the index.
@NullMarked
package llmtwin.embed;

import org.jspecify.annotations.NullMarked;
