using CsCheck;
using RetentionApi.Domain.Merchants;
using RetentionApi.Domain.Relationships;
using static RetentionApi.Domain.Tests.Relationships.Given;

namespace RetentionApi.Domain.Tests.Relationships;

public sealed class TrustProperties
{
    private static readonly TrustPolicy Policy = new();
    private static readonly TrustLayer[] Layers = Enum.GetValues<TrustLayer>();

    [Fact]
    public void The_order_of_arrival_is_of_no_matter() => Gen.Select(Gens.Row.Array[0, 40], Gens.Days, Gens.Days, Gen.Int).Sample((rows, asOf, knownAt, seed) =>
    {
        var shuffled = rows.ToArray();
        new Random(seed).Shuffle(shuffled);
        return Sums(shuffled, asOf, knownAt).SequenceEqual(Sums(rows, asOf, knownAt));
    });

    [Fact]
    public void One_more_positive_row_never_lowers_a_layer() => Gen.Select(Gens.Row.Array[0, 20], Gens.PositiveRow, Gens.Days, Gens.Days).Sample((rows, row, asOf, knownAt) =>
        Compare(Assess([.. rows, row], asOf, knownAt), Assess(rows, asOf, knownAt)).All(sign => sign >= 0));

    [Fact]
    public void One_more_negative_row_never_raises_a_layer() => Gen.Select(Gens.Row.Array[0, 20], Gens.NegativeRow, Gens.Days, Gens.Days).Sample((rows, row, asOf, knownAt) =>
        Compare(Assess([.. rows, row], asOf, knownAt), Assess(rows, asOf, knownAt)).All(sign => sign <= 0));

    [Fact]
    public void A_row_and_its_withdrawal_change_nothing() => Gen.Select(Gens.Row.Array[0, 20], Gens.Row, Gens.Days, Gens.Days).Sample((rows, row, asOf, knownAt) =>
        Sums([.. rows, row with { WithdrawnAt = Day(knownAt) }], asOf, knownAt).SequenceEqual(Sums(rows, asOf, knownAt)));

    [Fact]
    public void Stored_sums_give_at_any_later_instant_what_the_evidence_gives() => Gen.Select(Gens.Row.Array[0, 20], Gens.Days, Gens.Days).Sample((rows, stored, later) =>
    {
        Evidence[] known = [.. rows.Where(r => r.Counts(Day(stored), Day(stored)) && r.WithdrawnAt is null)];
        var read = Assess(known, stored, stored).Layers.Select(l => l.Sums.AsOf(Day(stored + later), Trust.HalfLifeDays(l.Layer, Policy)));
        return read.Zip(Sums(known, stored + later, stored + later)).All(pair => IsSame(pair.First, pair.Second));
    });

    [Fact]
    public void The_stage_from_stored_sums_is_that_from_the_evidence() => Gen.Select(Gens.Row.Array[0, 30], Gens.Days, Gen.Bool).Sample((rows, day, hasDelivered) =>
    {
        var (basis, assessed) = (new TrustBasis(true, hasDelivered), Trust.Assess(rows, new TrustBasis(true, hasDelivered), Policy, Day(day), Day(day)));
        var known = rows.Where(r => r.Counts(Day(day), Day(day))).ToArray();
        return assessed.Stage == Trust.Stage(
            [.. assessed.Layers.Select(l => l.Sums)], basis, known.Any(r => r.Layer is TrustLayer.Cognitive or TrustLayer.Affective),
            known.Any(r => r.Kind is EvidenceKind.RepeatOrder or EvidenceKind.OrderAfterWinBack), Policy);
    });

    private static TrustAssessment Assess(Evidence[] rows, double asOf, double knownAt) => Trust.Assess(rows, new TrustBasis(true, true), Policy, Day(asOf), Day(knownAt));

    private static IEnumerable<TrustSums> Sums(Evidence[] rows, double asOf, double knownAt) => Assess(rows, asOf, knownAt).Layers.Select(l => l.Sums);

    /// <summary>Of each layer whether its trust rose (1), fell (-1) or stayed; where both show a number, that as well.</summary>
    private static IEnumerable<int> Compare(TrustAssessment with, TrustAssessment without) => Layers.SelectMany(layer => new[]
    {
        Sign(with.Of(layer).Sums.Reputation(Policy).Trust - without.Of(layer).Sums.Reputation(Policy).Trust),
        Math.Sign((with.Of(layer).Number - without.Of(layer).Number) ?? 0),
    });

    private static int Sign(double difference) => Math.Abs(difference) < 1e-12 ? 0 : Math.Sign(difference);

    private static bool IsSame(TrustSums a, TrustSums b) => a.At == b.At && Near(a.Positive, b.Positive) && Near(a.Negative, b.Negative) && Near(a.Breach, b.Breach);

    private static bool Near(double a, double b) => Math.Abs(a - b) <= 1e-9 * Math.Max(1, Math.Abs(a));
}
