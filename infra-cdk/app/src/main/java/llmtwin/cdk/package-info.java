/// The twin's cloud resources: one construct per concern, and one stack that puts them together.
@NullMarked
package llmtwin.cdk;

import org.jspecify.annotations.NullMarked;
