using NodaTime;
using RetentionApi.Domain.Customers;
using RetentionApi.Domain.FollowUps;

namespace RetentionApi.Domain.Cooperation;

/// <summary>What a customer thinks of one product they bought, in their newest answer about that line.</summary>
/// <param name="CustomerId">Under whom the order came in.</param>
/// <param name="Rating">1 (worst) to 5.</param>
public sealed record QualityRating(Guid OrderLineId, Guid CustomerId, Guid ProductId, string? Batch, int Rating, Instant AnsweredAt);

public static class QualityRatings
{
    /// <summary>The newest answer about each line of a standing order; what was cancelled or a test says nothing.</summary>
    public static IReadOnlyList<QualityRating> Of(CustomerRecord record, IReadOnlyList<FollowUp> followUps)
    {
        var answered = followUps.Where(f => f.Status is not FollowUpStatus.Cancelled && f is { AnsweredAt: not null, Answers.Count: > 0 }).OrderByDescending(f => f.AnsweredAt).ThenByDescending(f => f.Id).ToArray();
        if (answered.Length == 0)
            return [];
        var lines = record.Orders.Where(o => o.IsStanding).SelectMany(o => o.Lines.Select(line => (Order: o, Line: line))).ToDictionary(l => l.Line.Id);
        return
        [
            .. from followUp in answered
               from answer in followUp.Answers
               where lines.ContainsKey(answer.OrderLineId)
               let rated = lines[answer.OrderLineId]
               where rated.Line.ProductId is not null
               group new QualityRating(
                   answer.OrderLineId, rated.Order.CustomerId ?? followUp.CustomerId, rated.Line.ProductId!.Value, rated.Line.Batch, answer.Rating, followUp.AnsweredAt!.Value)
               by answer.OrderLineId into ofLine
               select ofLine.First(),
        ];
    }
}
