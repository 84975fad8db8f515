/// Servers that speak the wire protocols of S3, SQS, DynamoDB, Secrets Manager and SageMaker Runtime.
@NullMarked
package llmtwin.local.cloud;

import org.jspecify.annotations.NullMarked;
