using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Customers;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Merchants;
using RetentionApi.Domain.Relationships.Expected;

namespace RetentionApi.Domain.Relationships;

/// <summary>A row of evidence that its fact does not justify any more; it counts for nothing from <paramref name="At"/> on.</summary>
public sealed record EvidenceWithdrawal(Guid EvidenceId, Instant At);

/// <summary>What is to be written so that the evidence that counts is what the facts justify.</summary>
public sealed record EvidenceChanges(IReadOnlyList<Evidence> Added, IReadOnlyList<EvidenceWithdrawal> Withdrawn)
{
    public static readonly EvidenceChanges None = new([], []);

    public bool IsEmpty => Added.Count == 0 && Withdrawn.Count == 0;
}

/// <summary>Which evidence a customer's facts and the ends of their duties leave, compared with what is stored. Pure, and a fixed point.</summary>
public static class EvidenceDerivation
{
    /// <summary>Expect and reconcile in one. A restricted customer's evidence is left as it is until the restriction is lifted.</summary>
    /// <param name="stored">All rows of the customer, withdrawn ones too.</param>
    public static EvidenceChanges Derive(CustomerRecord record, IReadOnlyList<FollowUp> followUps, IReadOnlyList<Evidence> stored, DutyRules rules, Instant now) =>
        record.IsRestricted ? EvidenceChanges.None : Reconcile(Expect(record, followUps, rules), stored, rules.Policy.Trust, now);

    /// <summary>All the evidence that these facts and duties justify now, one for each source and kind.</summary>
    public static IReadOnlyCollection<ExpectedEvidence> Expect(CustomerRecord record, IReadOnlyList<FollowUp> followUps, DutyRules rules)
    {
        var expectation = new Expectation(record, followUps, rules);
        DutyEvidence.Expect(expectation);
        CheckEvidence.Expect(expectation);
        AdviceEvidence.Expect(expectation);
        OrderEvidence.Expect(expectation);
        ReturnEvidence.Expect(expectation);
        ReviewEvidence.Expect(expectation);
        ReferralEvidence.Expect(expectation);
        CaseEvidence.Expect(expectation);
        PromiseEvidence.Expect(expectation);
        SurveyEvidence.Expect(expectation);
        SuggestionEvidence.Expect(expectation);
        return expectation.All;
    }

    /// <summary>Adds what is missing, withdraws what is not expected any more; what was corrected is withdrawn and added anew under the next number of its source.</summary>
    public static EvidenceChanges Reconcile(IReadOnlyCollection<ExpectedEvidence> expected, IReadOnlyList<Evidence> stored, TrustPolicy policy, Instant now)
    {
        var rows = stored.ToLookup(row => (FactKey.Base(row.Source), row.Kind));
        List<Evidence> added = [];
        HashSet<Guid> confirmed = [];
        foreach (var wanted in expected)
        {
            var ofSource = rows[(wanted.Source, wanted.Kind)];
            if (ofSource.FirstOrDefault(row => row.WithdrawnAt is null && wanted.IsSaidBy(row)) is { } row)
                confirmed.Add(row.Id);
            else
                added.Add(wanted.Record(FactKey.Next(wanted.Source, ofSource.Select(r => r.Source)), policy, now));
        }

        EvidenceWithdrawal[] withdrawn = [.. stored.Where(r => r.WithdrawnAt is null && !confirmed.Contains(r.Id)).Select(r => new EvidenceWithdrawal(r.Id, now))];
        return added.Count == 0 && withdrawn.Length == 0 ? EvidenceChanges.None : new EvidenceChanges(added, withdrawn);
    }
}
