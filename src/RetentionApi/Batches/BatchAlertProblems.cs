using RetentionApi.Domain.Batches;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Errors;

namespace RetentionApi.Batches;

internal static class BatchAlertProblems
{
    public static readonly Error NotFound = Error.NotFound("batch_alert");

    public static readonly Error ProductUnknown = Error.Refused("batch_alert.product_unknown", "There is no such product.", "/productId");

    public static readonly Error Exists = Error.Conflict("batch_alert.exists", "There is an alert about this batch already: confirm it if it is proposed.");

    public static readonly ProblemText[] Texts =
    [
        new("batch_alert.not_found", "There is no such alert", "Check the id; `GET /v1/batch-alerts` lists them."),
        new("batch_alert.product_unknown", "There is no such product", "Name it by its id or by its sku."),
        new("batch_alert.exists", "There is an alert about this batch", "One that is proposed is to be confirmed or dismissed; of one that is confirmed every buyer is told already."),
        new("batch_alert.decided", "It was decided already", "An alert is confirmed or dismissed once. After a dismissal it comes up again with the next defect."),
        new("batch_alert.reason_required", "Say why", "Whoever dismisses an alert says why nobody has to be told."),
    ];

    /// <summary>All that a decision can meet.</summary>
    public static Error[] OfDecisions => [NotFound, .. new[] { BatchAlertStatus.Confirmed, BatchAlertStatus.Dismissed }.Select(BatchAlertErrors.Decided)];
}
