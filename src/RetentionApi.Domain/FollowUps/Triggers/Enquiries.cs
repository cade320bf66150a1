using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps.Playbooks;
using RetentionApi.Domain.Interactions;

namespace RetentionApi.Domain.FollowUps.Triggers;

/// <summary>An enquiry is owed an answer, or advice in its place; one about a product that cannot be returned is owed its facts too.</summary>
internal static class Enquiries
{
    public static void Find(Situation situation)
    {
        foreach (var enquiry in situation.Record.Interactions)
        {
            if (!enquiry.IsInboundEnquiry)
                continue;
            if (situation.Playbook(enquiry.AsksForAdvice ? PlaybookTrigger.AdviceEnquiry : PlaybookTrigger.Enquiry) is { } answer)
                OweAnswer(situation, enquiry, answer);
            if (IsAboutFinalSale(situation, enquiry) && situation.Playbook(PlaybookTrigger.EnquiryAboutFinalSale) is { } facts)
                OweFacts(situation, enquiry, facts);
        }
    }

    /// <remarks>
    /// One that an import brings starts its clock when the import starts, if it is not too old by then. One that came with its answer is recorded as done
    /// if it was answered in time: nothing was owed by the time we learnt of it, but what was done counts.
    /// </remarks>
    private static void OweAnswer(Situation situation, Interaction enquiry, Playbook playbook)
    {
        var isTooOld = enquiry.ImportedAt - enquiry.OccurredAt > situation.Policy.Duties.ImportedEnquiryWindow;
        var at = enquiry.ImportedAt is { } imported && imported > enquiry.OccurredAt ? imported : enquiry.OccurredAt;
        Instant? actedAt = enquiry.AnsweredAt is { } answered ? Instant.Min(answered, situation.Now) : null;
        situation.Owe(playbook, FactKey.Interaction(enquiry.Id), enquiry.CustomerId, at, owed => owed with
        {
            ImportedAt = enquiry.ImportedAt,
            IsClosedToOpening = isTooOld,
            ActedAt = actedAt,
        });
    }

    private static void OweFacts(Situation situation, Interaction enquiry, Playbook playbook)
    {
        var isLate = playbook.Conditions.HasFlag(OpeningConditions.NotImported) && enquiry.ImportedAt is not null;
        situation.Owe(playbook, FactKey.Interaction(enquiry.Id), enquiry.CustomerId, enquiry.OccurredAt, owed => owed with { IsClosedToOpening = isLate || situation.Record.ContactPoints.Count == 0 });
    }

    private static bool IsAboutFinalSale(Situation situation, Interaction enquiry) =>
        enquiry.ProductId is { } id && situation.Record.Products.TryGetValue(id, out var product) && !product.IsReturnable;
}
