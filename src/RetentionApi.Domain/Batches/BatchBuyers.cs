using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Customers;
using RetentionApi.Domain.FollowUps;

namespace RetentionApi.Domain.Batches;

/// <summary>How far an alert has come with one buyer.</summary>
public enum BuyerState
{
    /// <summary>Still to be told.</summary>
    Waiting,

    /// <summary>A message was handed over, or somebody spoke to them; no answer yet.</summary>
    Told,

    Answered,

    /// <summary>All they bought of the batch has come back.</summary>
    Returned,

    /// <summary>Nobody told them, and nobody is about to.</summary>
    NotReached,
}

/// <param name="CustomerId">Under whom the duty, or else the first order of the batch, came in.</param>
public sealed record BatchBuyer(Guid AlertId, Guid CustomerId, BuyerState State, Instant? ToldAt, Instant? AnsweredAt);

/// <summary>Which confirmed alerts concern a customer, and how far each has come with them. Pure.</summary>
public static class BatchBuyers
{
    public static IReadOnlyList<BatchBuyer> Of(CustomerRecord record, IReadOnlyList<FollowUp> followUps) =>
        record.BatchAlerts.Count == 0 ? [] : [.. record.BatchAlerts.Select(alert => Of(alert, record, followUps)).OfType<BatchBuyer>()];

    private static BatchBuyer? Of(BatchAlertRecord alert, CustomerRecord record, IReadOnlyList<FollowUp> followUps)
    {
        var bought = alert.LinesOf(record).ToArray();
        if (bought.Length == 0)
            return null;
        var cause = FactKey.BatchAlert(alert.Id);
        FollowUp[] duties = [.. followUps.Where(f => f.Kind is FollowUpKind.BatchAlert && f.Cause == cause && f.Cancellation is not CancellationCause.Merged).OrderBy(f => f.Step).ThenBy(f => f.Id)];
        var (toldAt, answeredAt) = (duties.Min(f => f.CompletedAt), duties.Min(f => f.AnsweredAt));
        var state = bought.All(b => b.Order.KeptQuantity(b.Line) == 0) ? BuyerState.Returned
            : answeredAt is not null ? BuyerState.Answered
            : toldAt is not null ? BuyerState.Told
            : !record.IsRestricted && duties.Any(f => !f.IsEnded) ? BuyerState.Waiting
            : BuyerState.NotReached;
        return new BatchBuyer(alert.Id, duties.FirstOrDefault()?.CustomerId ?? bought[0].Order.CustomerId ?? record.CustomerId, state, toldAt, answeredAt);
    }
}
