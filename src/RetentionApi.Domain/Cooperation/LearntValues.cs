using RetentionApi.Domain.Cases;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Customers;
using RetentionApi.Domain.Merchants;

namespace RetentionApi.Domain.Cooperation;

/// <summary>What a customer's facts say of what they value. What they said outright, and which advice they chose and why, is recorded where it happens.</summary>
public static class LearntValues
{
    /// <returns>Each with the customer it was told of; nothing of who objected to profiling.</returns>
    public static IReadOnlyList<(Guid CustomerId, ValuePoint Point)> Of(CustomerRecord record, CooperationPolicy policy) =>
        record.HasObjectedToProfiling ? [] : [.. Surveys(record), .. Complaints(record, policy)];

    /// <summary>What falls behind the best rated is what they miss.</summary>
    private static IEnumerable<(Guid, ValuePoint)> Surveys(CustomerRecord record) =>
        from response in record.SurveyResponses
        from missed in response.Shortfalls
        where missed.Value > 0
        select (response.CustomerId, new ValuePoint(missed.Key, missed.Value, response.AnsweredAt, FactKey.SurveyResponse(response.Id), null));

    private static IEnumerable<(Guid, ValuePoint)> Complaints(CustomerRecord record, CooperationPolicy policy)
    {
        foreach (var complaint in record.Cases)
        {
            if (complaint.Topic.MissedValue() is { } missed)
                yield return (complaint.CustomerId, new ValuePoint(missed, policy.PointsForComplaint, complaint.ReceivedAt, FactKey.Case(complaint.Id, run: 1), null));
        }
    }
}
