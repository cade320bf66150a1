using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps;

namespace RetentionApi.Domain.Relationships.Expected;

/// <summary>
/// What the end of a duty leaves, once: done in time the one, missed the other, and a miss stays when it is done late. Skipped before its deadline
/// it leaves nothing, and so do duties that the customer neither saw nor was promised.
/// </summary>
internal static class DutyEvidence
{
    public static void Expect(Expectation expectation)
    {
        foreach (var followUp in expectation.FollowUps)
        {
            switch (followUp.Kind)
            {
                case FollowUpKind.Welcome:
                    ExpectEither(expectation, followUp, followUp.CompletedAt, EvidenceKind.Welcomed, EvidenceKind.WelcomeMissed);
                    break;
                case FollowUpKind.Answer or FollowUpKind.BestValue when followUp.HasSubject:
                    ExpectEither(expectation, followUp, followUp.CompletedAt, EvidenceKind.EnquiryAnswered, EvidenceKind.EnquiryLate);
                    break;
                case FollowUpKind.QualityCheck or FollowUpKind.RegularVisit or FollowUpKind.Warranty when IsAboutSomething(expectation, followUp):
                    var answeredAt = followUp.Outcome is FollowUpOutcome.Answered ? followUp.AnsweredAt : null;
                    ExpectEither(expectation, followUp, answeredAt, EvidenceKind.CheckAnswered, EvidenceKind.CheckMissed);
                    break;
                case FollowUpKind.OrderFacts or FollowUpKind.Replenish or FollowUpKind.NewsAskedFor:
                    ExpectWelcomed(expectation, followUp);
                    break;
            }
        }
    }

    private static void ExpectEither(Expectation expectation, FollowUp followUp, Instant? goodAt, EvidenceKind good, EvidenceKind bad)
    {
        if (followUp.MissedAt is { } missedAt)
            Add(expectation, followUp, bad, missedAt);
        else if (followUp.IsDoneInTime && goodAt is { } at)
            Add(expectation, followUp, good, at);
    }

    /// <summary>Welcome is what was replied to, or followed by a purchase of what it was about.</summary>
    private static void ExpectWelcomed(Expectation expectation, FollowUp followUp)
    {
        if (followUp.Status is not FollowUpStatus.Done || followUp.CompletedAt is not { } actedAt)
            return;
        if (followUp.Outcome is FollowUpOutcome.Declined)
        {
            Add(expectation, followUp, EvidenceKind.ProactiveUnwelcome, followUp.AnsweredAt ?? actedAt);
            return;
        }

        var boughtAt = BoughtAt(expectation, followUp, actedAt);
        var repliedAt = followUp.Outcome is FollowUpOutcome.Answered ? followUp.AnsweredAt : null;
        if ((repliedAt < boughtAt ? repliedAt : boughtAt ?? repliedAt) is { } at)
            Add(expectation, followUp, EvidenceKind.ProactiveWelcomed, at);
    }

    private static Instant? BoughtAt(Expectation expectation, FollowUp followUp, Instant actedAt)
    {
        var products = followUp.OrderLineIds
            .Select(id => expectation.Lines.TryGetValue(id, out var ordered) ? ordered.Line.ProductId : null)
            .Concat(expectation.Record.Interactions.Where(i => followUp.Cause == FactKey.Interaction(i.Id)).Select(i => i.ProductId))
            .Concat(expectation.Record.Interests.Where(i => followUp.Cause == FactKey.Interest(i.Id)).Select(i => (Guid?)i.ProductId))
            .OfType<Guid>()
            .ToHashSet();
        var until = actedAt + expectation.Policy.Duties.BoughtAfterMessage;
        return expectation.Orders
            .FirstOrDefault(o => o.PlacedAt > actedAt && o.PlacedAt <= until && o.Lines.Any(line => line.ProductId is { } id && products.Contains(id)))
            ?.PlacedAt;
    }

    /// <summary>A duty about lines none of whose orders stands any more leaves nothing.</summary>
    private static bool IsAboutSomething(Expectation expectation, FollowUp followUp) =>
        followUp.OrderLineIds.Count == 0 || followUp.OrderLineIds.Any(expectation.Lines.ContainsKey);

    private static void Add(Expectation expectation, FollowUp followUp, EvidenceKind kind, Instant at) =>
        expectation.Add(new ExpectedEvidence(followUp.CustomerId, kind, FactKey.FollowUp(followUp.Id), at));
}
