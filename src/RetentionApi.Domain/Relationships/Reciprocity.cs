using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Customers;
using RetentionApi.Domain.FollowUps;

namespace RetentionApi.Domain.Relationships;

/// <summary>What one side of a relation can give the other.</summary>
public enum GiftKind
{
    Courtesy,
    Benefit,
    Help,
    Agreement,
}

public enum CarriedBy
{
    Both,
    Merchant,
    Customer,

    /// <summary>Neither gave more than they failed to give.</summary>
    Nobody,
}

/// <summary>Something that one side gave.</summary>
/// <param name="Source">The fact it is known from.</param>
public sealed record Gift(GiftKind Kind, Instant At, string Source, Explanation What);

/// <param name="Gave">Newest first.</param>
/// <param name="Failed">What this side owed or spoilt, newest first.</param>
public sealed record ReciprocitySide(IReadOnlyList<Gift> Gave, IReadOnlyList<Evidence> Failed)
{
    public int Balance => Gave.Count - Failed.Count;

    public bool IsPositive => Balance > 0;
}

/// <summary>What merchant and customer gave each other lately, so that a relation that only one side carries is seen.</summary>
public sealed record Reciprocity(ReciprocitySide Merchant, ReciprocitySide Customer, Instant Since)
{
    private static readonly HashSet<EvidenceKind> MerchantFailures =
    [
        EvidenceKind.WelcomeMissed, EvidenceKind.EnquiryLate, EvidenceKind.ProactiveUnwelcome, EvidenceKind.AdviceRegretted, EvidenceKind.DefectReported, EvidenceKind.CheckMissed,
        EvidenceKind.PromiseBroken, EvidenceKind.CaseOverdue, EvidenceKind.CaseReopened, EvidenceKind.SuggestionOverdue,
    ];

    public CarriedBy CarriedBy => (Merchant.IsPositive, Customer.IsPositive) switch
    {
        (true, true) => CarriedBy.Both,
        (true, false) => CarriedBy.Merchant,
        (false, true) => CarriedBy.Customer,
        _ => CarriedBy.Nobody,
    };

    public Explanation Because
    {
        get
        {
            (string, object)[] numbers = [("merchant", Merchant.Balance), ("customer", Customer.Balance)];
            return CarriedBy switch
            {
                CarriedBy.Both => Explanation.Of("reciprocity.both", numbers),
                CarriedBy.Merchant => Explanation.Of("reciprocity.merchant", numbers),
                CarriedBy.Customer => Explanation.Of("reciprocity.customer", numbers),
                _ => Explanation.Of("reciprocity.nobody", numbers),
            };
        }
    }

    /// <param name="goodwill">What was given in cases beyond what was owed.</param>
    public static Reciprocity Of(
        CustomerRecord record, IReadOnlyList<FollowUp> followUps, IReadOnlyList<Evidence> evidence, IReadOnlyList<Gift> goodwill, Duration window, Instant now)
    {
        var since = now - window;
        bool IsLate(Instant at) => at > since && at <= now;
        Evidence[] counting = [.. evidence.Where(e => e.Counts(now, now) && IsLate(e.OccurredAt))];
        ReciprocitySide Side(IEnumerable<Gift> gave, Func<EvidenceKind, bool> isFailure) => new(
            [.. gave.Where(g => IsLate(g.At)).OrderByDescending(g => g.At).ThenBy(g => g.Source, StringComparer.Ordinal)],
            [.. counting.Where(e => isFailure(e.Kind)).OrderByDescending(e => e.OccurredAt).ThenBy(e => e.Id)]);
        return new Reciprocity(
            Side([.. MerchantGifts.Of(record, followUps, counting), .. goodwill], MerchantFailures.Contains),
            Side(CustomerGifts.Of(record, followUps, counting), kind => kind is EvidenceKind.Chargeback),
            since);
    }
}
