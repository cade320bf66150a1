using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps;

namespace RetentionApi.Domain.Relationships.Expected;

/// <summary>What the answers to checks say about the quality of each line. Late or in time makes no difference to it.</summary>
internal static class CheckEvidence
{
    public static void Expect(Expectation expectation)
    {
        foreach (var followUp in expectation.FollowUps)
        {
            foreach (var answer in followUp.Answers)
            {
                if (KindOf(expectation, answer.Rating) is { } kind)
                    Add(expectation, followUp, answer, kind);
            }
        }
    }

    private static EvidenceKind? KindOf(Expectation expectation, int rating)
    {
        var duties = expectation.Policy.Duties;
        return rating >= duties.ConfirmingRating ? EvidenceKind.QualityConfirmed : rating <= duties.DefectRating ? EvidenceKind.DefectReported : null;
    }

    private static void Add(Expectation expectation, FollowUp followUp, LineAnswer answer, EvidenceKind kind)
    {
        if (followUp.AnsweredAt is not { } at || !expectation.Lines.TryGetValue(answer.OrderLineId, out var rated))
            return;
        expectation.Add(new ExpectedEvidence(rated.Order.CustomerId ?? followUp.CustomerId, kind, FactKey.OrderLine(rated.Line.Id), at)
        {
            ProductId = rated.Line.ProductId,
            Batch = rated.Line.Batch,
            OrderId = rated.Order.Id,
        });
    }
}
