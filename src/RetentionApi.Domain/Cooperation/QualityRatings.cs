using NodaTime;
using RetentionApi.Domain.Customers;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Merchants;
using RetentionApi.Domain.Orders;

namespace RetentionApi.Domain.Cooperation;

/// <summary>What a line says of its product and batch.</summary>
public enum QualityVerdict
{
    Sound,
    Defect,
}

/// <summary>What a customer thinks of one product they bought: their newest answer about that line, or that it came back for a fault.</summary>
/// <param name="CustomerId">Under whom the order came in.</param>
/// <param name="Rating">1 (worst) to 5; null: it came back, and nothing was said.</param>
/// <param name="Verdict">Null: neither good nor bad.</param>
/// <param name="AnsweredAt">Or sent back.</param>
public sealed record QualityRating(Guid OrderLineId, Guid CustomerId, Guid ProductId, string? Batch, int? Rating, QualityVerdict? Verdict, Instant AnsweredAt);

public static class QualityRatings
{
    /// <summary>The newest answer about each line of a standing order, and what came back for a fault; what was cancelled or a test says nothing.</summary>
    public static IReadOnlyList<QualityRating> Of(CustomerRecord record, IReadOnlyList<FollowUp> followUps, DutyPolicy policy)
    {
        var answers = Answers(followUps);
        return
        [
            .. record.Orders.Where(o => o.IsStanding && (answers.Count > 0 || o.Returns.Count > 0))
                .SelectMany(o => o.Lines.Where(line => line.ProductId is not null), (order, line) => Told(order, line, record, answers, policy))
                .OfType<QualityRating>(),
        ];
    }

    private static Dictionary<Guid, (LineAnswer Answer, FollowUp Check)> Answers(IReadOnlyList<FollowUp> followUps)
    {
        var newest = new Dictionary<Guid, (LineAnswer Answer, FollowUp Check)>();
        foreach (var check in followUps.Where(f => f.Status is not FollowUpStatus.Cancelled && f is { AnsweredAt: not null, Answers.Count: > 0 }).OrderBy(f => f.AnsweredAt).ThenBy(f => f.Id))
            foreach (var answer in check.Answers)
                newest[answer.OrderLineId] = (answer, check);
        return newest;
    }

    private static QualityRating? Told(
        Order order, OrderLine line, CustomerRecord record, Dictionary<Guid, (LineAnswer Answer, FollowUp Check)> answers, DutyPolicy policy)
    {
        var faultyAt = order.Returns
            .Where(r => r.Reason is ReturnReason.Fault or ReturnReason.NotAsDescribed && r.Lines.Any(l => l.LineNumber == line.Number))
            .Min(r => (Instant?)r.ReturnedAt);
        var (rating, answeredAt) = answers.TryGetValue(line.Id, out var told) ? ((int?)told.Answer.Rating, told.Check.AnsweredAt) : (null, null);
        if ((answeredAt ?? faultyAt) is not { } at)
            return null;
        QualityVerdict? verdict = faultyAt is not null || rating <= policy.DefectRating ? QualityVerdict.Defect : rating >= policy.ConfirmingRating ? QualityVerdict.Sound : null;
        return new QualityRating(line.Id, order.CustomerId ?? record.CustomerId, line.ProductId!.Value, line.Batch, rating, verdict, at);
    }
}
