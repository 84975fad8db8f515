package llmtwin.cdk;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.eventsources.SqsEventSource;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;
import software.constructs.IDependable;

/// The queue in front of a stage, the dead-letter queue behind it, and an alarm for as long as that one is not empty.
final class StageQueue extends Construct {
    /// How often a message is tried before it is set aside.
    static final int MAX_RECEIVES = 5;

    /// Room for one try and the pollers' own retries when the function is throttled: AWS asks for six timeouts.
    private static final int TIMEOUTS_INVISIBLE = 6;

    private final Queue queue;
    private final Queue deadLetters;

    /// @param worker the function that will read this queue
    StageQueue(Construct scope, String id, FunctionSpec worker) {
        super(scope, id);
        deadLetters = secure("DeadLetters").build();
        queue = secure("Queue")
                .visibilityTimeout(Duration.seconds(TIMEOUTS_INVISIBLE * worker.timeoutSeconds))
                .deadLetterQueue(DeadLetterQueue.builder()
                        .queue(deadLetters)
                        .maxReceiveCount(MAX_RECEIVES)
                        .build())
                .build();
        alarm();
    }

    String arn() {
        return queue.getQueueArn();
    }

    String url() {
        return queue.getQueueUrl();
    }

    String deadLetterUrl() {
        return deadLetters.getQueueUrl();
    }

    /// Starts the function for every batch of messages; what it reports as failed comes back alone.
    ///
    /// @param maxConcurrency from 2
    void feed(TwinFunction function, int batchSize, int maxConcurrency) {
        // Also grants what consuming takes: receive, delete, change visibility, read attributes.
        function.live()
                .addEventSource(SqsEventSource.Builder.create(queue)
                        .batchSize(batchSize)
                        .maxConcurrency(maxConcurrency)
                        .reportBatchItemFailures(true)
                        .build());
    }

    void allowSend(TwinFunction function) {
        function.allow(List.of("sqs:SendMessage"), List.of(queue.getQueueArn()));
    }

    /// Lets the function count what waits here and send dead letters back to work.
    void allowRedrive(TwinFunction function) {
        function.allow(List.of("sqs:GetQueueAttributes"), List.of(queue.getQueueArn(), deadLetters.getQueueArn()));
        function.allow(
                List.of(
                        "sqs:DeleteMessage",
                        "sqs:ListMessageMoveTasks",
                        "sqs:ReceiveMessage",
                        "sqs:StartMessageMoveTask"),
                List.of(deadLetters.getQueueArn()));
        allowSend(function);
    }

    /// Lets buckets of this account announce objects here. The bucket is not named: it names this queue, and
    /// CloudFormation cannot create two resources that each need the other first.
    ///
    /// @return the grant; S3 tries the queue at once, so it must exist before the bucket
    IDependable acceptS3Events() {
        var policy = queue.addToResourcePolicy(PolicyStatement.Builder.create()
                .principals(List.of(new ServicePrincipal("s3.amazonaws.com")))
                .actions(List.of("sqs:SendMessage"))
                .resources(List.of(queue.getQueueArn()))
                .conditions(Map.of(
                        "StringEquals",
                        Map.of("aws:SourceAccount", Stack.of(this).getAccount())))
                .build());
        return Objects.requireNonNull(policy.getPolicyDependable(), "a queue of this stack has a policy");
    }

    private Queue.Builder secure(String id) {
        return Queue.Builder.create(this, id)
                .retentionPeriod(Duration.days(14))
                .encryption(QueueEncryption.SQS_MANAGED)
                .enforceSsl(true);
    }

    private void alarm() {
        Alarm.Builder.create(this, "DeadLettersWaiting")
                .alarmDescription("Messages failed " + MAX_RECEIVES + " times: see the status route, then redrive")
                .metric(deadLetters.metricApproximateNumberOfMessagesVisible())
                .threshold(0)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
                .evaluationPeriods(1)
                .treatMissingData(TreatMissingData.NOT_BREACHING)
                .build();
    }
}
