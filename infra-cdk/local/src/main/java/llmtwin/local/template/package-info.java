/// A CloudFormation template, read and resolved as AWS would for one account and region.
@NullMarked
package llmtwin.local.template;

import org.jspecify.annotations.NullMarked;
