using NodaTime;
using RetentionApi.Domain.Relationships;
using RetentionApi.Platform.Explanations;

namespace RetentionApi.Relationships.Mutual;

/// <summary>What you and a customer gave each other, and whether only one of you carries the relation.</summary>
/// <param name="Since">What is older is left out.</param>
/// <param name="CarriedBy">`both`, `merchant`, `customer`, or `nobody`: neither gave more than they failed to give.</param>
/// <param name="Withheld">`objection`: the customer objected to profiling, so nothing is derived.</param>
internal sealed record ReciprocityView(
    Guid CustomerId, Instant AsOf, Instant? Since, CarriedBy? CarriedBy, ExplanationView? Because, ReciprocitySideView? Merchant, ReciprocitySideView? Customer, string? Withheld)
{
    private const int MostGifts = 50;

    public static ReciprocityView Of(Guid customerId, Instant asOf, Reciprocity reciprocity, Reader reader) => new(
        customerId, asOf, reciprocity.Since, reciprocity.CarriedBy, reader.Explain(reciprocity.Because), Side(reciprocity.Merchant, reader), Side(reciprocity.Customer, reader), null);

    public static ReciprocityView WithheldFrom(Guid customerId, Instant asOf) => new(customerId, asOf, null, null, null, null, null, WithheldBecause.Objection);

    private static ReciprocitySideView Side(ReciprocitySide side, Reader reader) => new(
        side.Balance, side.IsPositive,
        [.. Enum.GetValues<GiftKind>().Select(kind => new GiftCountView(kind, side.Gave.Count(g => g.Kind == kind)))],
        [.. side.Gave.Take(MostGifts).Select(g => new GiftView(g.Kind, g.At, g.Source, reader.Explain(g.What)))],
        [.. side.Failed.Take(MostGifts).Select(e => new FailureView(
            e.Kind, e.OccurredAt, e.Source, reader.Explain(Domain.Common.Explanation.Of("evidence." + Domain.Common.Explanation.NameOf(e.Kind), ("on", e.OccurredAt), ("source", e.Source)))))]);
}

/// <param name="Balance">How often they gave, less how often they failed to.</param>
/// <param name="Counts">How often, by kind.</param>
/// <param name="Gave">The fifty latest.</param>
/// <param name="Failed">What was owed or spoilt, the fifty latest.</param>
internal sealed record ReciprocitySideView(int Balance, bool IsPositive, IReadOnlyList<GiftCountView> Counts, IReadOnlyList<GiftView> Gave, IReadOnlyList<FailureView> Failed);

internal sealed record GiftCountView(GiftKind Kind, int Count);

/// <param name="Source">The fact it is known from.</param>
internal sealed record GiftView(GiftKind Kind, Instant At, string Source, ExplanationView What);

internal sealed record FailureView(EvidenceKind Kind, Instant OccurredAt, string Source, ExplanationView What);
