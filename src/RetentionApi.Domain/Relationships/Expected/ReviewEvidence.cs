using RetentionApi.Domain.Common;
using RetentionApi.Domain.Interactions;

namespace RetentionApi.Domain.Relationships.Expected;

/// <summary>What the customer wrote in public, by the stars they gave: the same as for a check.</summary>
internal static class ReviewEvidence
{
    public static void Expect(Expectation expectation)
    {
        var duties = expectation.Policy.Duties;
        foreach (var review in expectation.Record.Interactions.Where(i => i is { Kind: InteractionKind.Review, Direction: Direction.Inbound }))
        {
            if (review.Rating >= duties.ConfirmingRating)
                Add(expectation, review, EvidenceKind.ReviewGood);
            else if (review.Rating <= duties.DefectRating)
                Add(expectation, review, EvidenceKind.ReviewBad);
        }
    }

    private static void Add(Expectation expectation, Interaction review, EvidenceKind kind) =>
        expectation.Add(new ExpectedEvidence(review.CustomerId ?? expectation.Record.CustomerId, kind, FactKey.Interaction(review.Id), review.OccurredAt)
        {
            ProductId = review.ProductId,
        });
}
