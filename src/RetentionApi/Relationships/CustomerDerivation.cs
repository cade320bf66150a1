using NodaTime;
using RetentionApi.Domain.Batches;
using RetentionApi.Domain.Cases;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Cooperation;
using RetentionApi.Domain.Customers;
using RetentionApi.Domain.Defections;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Interactions;
using RetentionApi.Domain.Interests;
using RetentionApi.Domain.Orders;
using RetentionApi.Domain.Promises;
using RetentionApi.Domain.Relationships;
using RetentionApi.Merchants;

namespace RetentionApi.Relationships;

/// <summary>What is to be written so that a person stands where their facts put them.</summary>
/// <param name="Members">The person and all customers merged into them.</param>
/// <param name="EarlierContact">A fact lies before what is stored as the first contact; null: none does.</param>
/// <param name="Changed">Duties that facts moved, ended or cancelled, with the version at which each was read.</param>
/// <param name="InterestEndings">What was asked for and is told now.</param>
/// <param name="Ratings">All that the person answered about the quality of what they bought.</param>
/// <param name="BatchBuyers">The alerts that concern them, and how far each has come.</param>
/// <param name="Values">What surveys and complaints say of what the person values.</param>
/// <param name="Transitions">Changes of level that were not recorded yet.</param>
/// <param name="LeftOn">Since when they are lost because they said so; null: they did not, or came back.</param>
/// <param name="Purchases">When somebody bought who was brought by another, where what is stored says otherwise.</param>
internal sealed record CustomerDerivation(
    Guid CustomerId,
    IReadOnlyList<Guid> Members,
    Instant? EarlierContact,
    IReadOnlyList<FollowUp> Opened,
    IReadOnlyList<(FollowUp Row, int ReadVersion)> Changed,
    CaseChanges Cases,
    PromiseChanges Promises,
    EvidenceChanges Evidence,
    Assessment Assessment,
    TrustAssessment Trust,
    IReadOnlyList<Transition> Transitions,
    IReadOnlyList<OrderDay> OrderDays,
    IReadOnlyList<(Guid Id, Instant? BoughtAt)> Purchases,
    IReadOnlyList<InterestEnding> InterestEndings,
    IReadOnlyList<QualityRating> Ratings,
    IReadOnlyList<BatchBuyer> BatchBuyers,
    IReadOnlyList<(Guid CustomerId, ValuePoint Point)> Values,
    DefectionChanges Defections,
    LocalDate? LeftOn,
    bool IsWithheld)
{
    /// <summary>The spine for one person: facts make duties, their ends leave evidence, evidence and duties make the level, a lapse makes a repair. Pure.</summary>
    public static CustomerDerivation Of(CustomerFacts facts, MerchantSettings settings, Instant now)
    {
        var (record, rules) = (DefectionDerivation.Settle(facts.Record with { FirstContactAt = facts.Record.EarliestContact }, settings.Zone), settings.Rules);
        var versions = facts.FollowUps.ToDictionary(f => f.Id, f => f.Version);
        var followUps = Duties.Derive(record, facts.FollowUps, rules, now).ApplyTo(facts.FollowUps, now);
        var cases = CaseOpenings.Derive(record, followUps, rules, now);
        var promises = PromiseDerivation.Derive(record, followUps, rules, now);
        followUps = [.. followUps, .. cases.Steps, .. promises.Duties];
        record = record with { Promises = [.. record.Promises, .. promises.Made] };
        var evidenceChanges = EvidenceDerivation.Derive(record, followUps, facts.Evidence, rules, now);
        var evidence = After(facts.Evidence, evidenceChanges);
        if (cases.Opened.Count == 0) // the answer that opens a case is no good time to ask what could be better
            followUps = StandingDuties.AskSuggestions(record, followUps, evidence, rules, now).ApplyTo(followUps, now);
        var assessment = Assess(record, evidence, followUps, facts.Overrides, settings, now);
        followUps = Repair(record, followUps, assessment, rules, now).ApplyTo(followUps, now);
        var trust = Domain.Relationships.Trust.Assess(evidence, BasisOf(facts, rules, now), settings.Policy.Trust, now, now);
        return new CustomerDerivation(
            record.CustomerId,
            facts.Members,
            record.FirstContactAt < facts.Record.FirstContactAt ? record.FirstContactAt : null,
            [.. followUps.Where(f => !versions.ContainsKey(f.Id))],
            [.. followUps.Where(f => versions.TryGetValue(f.Id, out var version) && version != f.Version).Select(f => (f, versions[f.Id]))],
            cases, promises, evidenceChanges, assessment, trust, NewTransitions(assessment, facts.LastTransition, now),
            Domain.Orders.OrderDays.Of(record.Orders, settings.Currency, settings.Zone),
            [.. from referral in record.ReferredBy let boughtAt = referral.Purchase(record.Orders) where boughtAt != referral.BoughtAt select (referral.Id, boughtAt)],
            InterestEnds.Of(record, followUps), QualityRatings.Of(record, followUps, settings.Policy.Duties), Domain.Batches.BatchBuyers.Of(record, followUps), LearntValues.Of(record, settings.Policy.Cooperation),
            DefectionDerivation.Changes(facts.Record.Defections, record, followUps, evidence, rules, now), record.Defections.FirstOrDefault(l => l is { IsOpen: true, IsTold: true })?.LostOn,
            record.HasObjectedToProfiling);
    }

    private static Assessment Assess(
        CustomerRecord record, IReadOnlyList<Evidence> evidence, IReadOnlyList<FollowUp> followUps, IReadOnlyList<LevelOverride> overrides, MerchantSettings settings, Instant now) =>
        Relationship.Assess(new RelationshipFacts { Evidence = evidence, Duties = followUps.ToDutyRecords(record), Suggestions = record.ToSuggestionRecords(), Overrides = overrides }, settings.Policy, now, now);

    public static TrustBasis BasisOf(CustomerFacts facts, DutyRules rules, Instant now) => new(
        HasShared: facts.Record.Orders.Any(o => !o.IsTest) || facts.Record.Interactions.Any(i => i is { Kind: InteractionKind.Enquiry, Direction: Direction.Inbound })
            || facts.FollowUps.Any(f => f is { Outcome: FollowUpOutcome.Answered, Kind: not (FollowUpKind.CaseStep or FollowUpKind.Promise or FollowUpKind.SuggestionReply) })
            || facts.Record.HasPreferences || facts.Record.SurveyResponses.Count > 0 || facts.Record.Suggestions.Count > 0,
        HasDeliveredOrder: facts.Record.Orders.SelectMany(o => DeliveredLine.KeptOf(o with { Returns = [] }, rules.Policy)).Any(l => l.DeliveredAt <= now)); // what was sent back was delivered

    private static List<Evidence> After(IReadOnlyList<Evidence> stored, EvidenceChanges changes)
    {
        var withdrawn = changes.Withdrawn.ToDictionary(w => w.EvidenceId, w => w.At);
        return [.. stored.Select(e => withdrawn.TryGetValue(e.Id, out var at) ? e with { WithdrawnAt = at } : e), .. changes.Added];
    }

    private static DutyChanges Repair(
        CustomerRecord record, IReadOnlyList<FollowUp> followUps, Assessment assessment, DutyRules rules, Instant now)
    {
        Level? failing = assessment.Lapse is null || record.HasObjectedToProfiling ? null
            : assessment.Rungs.FirstOrDefault(r => r.State == RungState.Unmet && r.Level > Level.Basic)?.Level ?? assessment.EarnedLevel;
        return StandingDuties.Repair(record, followUps, failing, assessment.Lapse?.Since ?? now, rules, now);
    }

    /// <summary>History is not rewritten: what lies before the last recorded change stays as recorded, and where the facts now say otherwise a correction says so today.</summary>
    private static List<Transition> NewTransitions(Assessment assessment, (Instant At, Level To)? last, Instant now)
    {
        List<Transition> transitions = [.. assessment.History.Where(t => last is null || t.At > last.Value.At)];
        var recorded = last?.To ?? Level.Basic;
        if (transitions.Count > 0 && transitions[0].From != recorded)
            transitions[0] = transitions[0] with { From = recorded };
        var reached = transitions.Count > 0 ? transitions[^1].To : recorded;
        if (reached != assessment.EarnedLevel)
            transitions.Add(new Transition(now, reached, assessment.EarnedLevel, Explanation.Of("level.corrected"), assessment.PolicyVersion));
        transitions.RemoveAll(t => t.From == t.To);
        return transitions;
    }
}
