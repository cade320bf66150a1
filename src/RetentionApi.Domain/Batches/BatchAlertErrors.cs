using RetentionApi.Domain.Common;

namespace RetentionApi.Domain.Batches;

public static class BatchAlertErrors
{
    public static readonly Error ReasonRequired = Error.Refused("batch_alert.reason_required", "Say why nobody has to be told.", "/reason");

    public static Error Decided(BatchAlertStatus status) => Error.Conflict("batch_alert.decided", $"It was decided already: {Explanation.NameOf(status)}.");
}
