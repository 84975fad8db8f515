/// Adapters for S3, DynamoDB, SQS and Secrets Manager that more than one function uses.
@NullMarked
package llmtwin.aws;

import org.jspecify.annotations.NullMarked;
