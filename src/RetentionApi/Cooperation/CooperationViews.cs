using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Cooperation;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Merchants;
using RetentionApi.Platform.Explanations;
using RetentionApi.Platform.Mediation;
using RetentionApi.Relationships;

namespace RetentionApi.Cooperation;

/// <summary>What a customer gets the best value for their money with, in one category.</summary>
/// <param name="QualityWeight">How much quality means to this customer beside the price, 0 to 1. Null with `withheld`.</param>
/// <param name="Items">At most three that can be bought, the best value first; none where there is nothing to compare.</param>
/// <param name="Because">On what they are chosen, or why there are none.</param>
/// <param name="Withheld">`objection`: the customer objected to profiling, so nothing is computed.</param>
internal sealed record RecommendationsView(
    Guid CustomerId, string Category, decimal? QualityWeight, IReadOnlyList<RecommendationView> Items, ExplanationView? Because, string? Withheld)
{
    public static RecommendationsView WithheldFrom(Guid customerId, string category) => new(customerId, category, null, [], null, WithheldBecause.Objection);

    public static RecommendationsView Of(Guid customerId, string category, CustomerValues values, Instant now, Reader reader)
    {
        var weight = values.Profile(now).QualityBesidePrice;
        var advised = ValueForMoney.Advise([.. values.Offers.Select(o => o.Product)], weight, values.Policy);
        var because = advised.Count > 0
            ? Explanation.Of("advice.ofCategory", ("percent", (int)Math.Round(weight * 100)))
            : Explanation.Of("advice.tooFew", ("least", values.Policy.LeastProducts));
        return new RecommendationsView(
            customerId, category, Shown.Share(weight), [.. advised.Select(p => RecommendationView.Of(p, values.Settings.Currency, reader))], reader.Explain(because), null);
    }
}

/// <param name="Quality">0 to 1: what customers answered, drawn towards the category's mean where they are few.</param>
/// <param name="Answers">How many answers it rests on.</param>
/// <param name="PriceRank">0 (the cheapest that can be bought) to 1 (the dearest).</param>
/// <param name="Value">Both together as this customer weighs them, 0 to 1.</param>
internal sealed record RecommendationView(
    Guid ProductId, string Sku, string Name, Money Price, decimal Quality, int Answers, decimal PriceRank, decimal Value, ExplanationView Because)
{
    public static RecommendationView Of(ValuedProduct valued, string currency, Reader reader)
    {
        var product = valued.Product;
        return new RecommendationView(
            product.Id, product.Sku, product.Name, Money.Rounded(product.Price!.Value, currency), Shown.Share(valued.Quality), product.Answers.Count, Shown.Share(valued.PriceRank),
            Shown.Share(valued.Value), reader.Explain(valued.Because));
    }
}

/// <summary>How much each of the five values means to a customer.</summary>
/// <param name="IsDefault">Too little is known: these are the merchant's own priorities. Null with `withheld`.</param>
/// <param name="Weights">The five, in their order; together 1. Empty with `withheld`.</param>
/// <param name="Withheld">`objection`: the customer objected to profiling, so nothing is derived.</param>
internal sealed record ValueProfileView(Guid CustomerId, bool? IsDefault, IReadOnlyList<ValueWeightView> Weights, ExplanationView? Because, string? Withheld)
{
    public static ValueProfileView Of(Guid customerId, CustomerValues values, Instant now, Reader reader)
    {
        if (values.HasObjected)
            return new ValueProfileView(customerId, null, [], null, WithheldBecause.Objection);
        var profile = values.Profile(now);
        return new ValueProfileView(
            customerId, profile.IsDefault,
            [
                .. profile.Weights.Select(w => new ValueWeightView(
                    w.Value, Shown.Share(w.Weight), Shown.Share(w.Points),
                    [.. w.Rests.Select(r => new ValuePointView(r.Point.Source, r.Point.OccurredAt, Shown.Share(r.Point.Points), Shown.Share(r.Today), r.Point.Reason))])),
            ],
            reader.Explain(profile.Because), null);
    }
}

/// <param name="Weight">0 to 1.</param>
/// <param name="Points">What is known of the customer's own, as it counts today.</param>
/// <param name="Sources">What it rests on, the newest first.</param>
internal sealed record ValueWeightView(CustomerValue Value, decimal Weight, decimal Points, IReadOnlyList<ValuePointView> Sources);

/// <param name="Source">`survey:{id}`, `case:{id}`, `advice:{id}`; `customer:{id}` for what they said outright.</param>
/// <param name="Points">As it was fresh.</param>
/// <param name="Today">What is left of it: half after a year.</param>
internal sealed record ValuePointView(string Source, Instant OccurredAt, decimal Points, decimal Today, string? Reason);

/// <summary>What a customer was advised to choose, and what became of it.</summary>
/// <param name="Products">With their numbers as they were then; null for what was not compared.</param>
/// <param name="Cause">`interaction:{id}` for an enquiry, `followUp:{id}` for a follow-up, `hand:{id}` where nothing asked for it.</param>
/// <param name="GivenBy">The staff member; null for the product itself or a key without a person.</param>
/// <param name="AcceptedFor">Which of the five values decided it.</param>
internal sealed record AdviceView(
    Guid Id,
    Guid CustomerId,
    string? Category,
    IReadOnlyList<AdvisedProduct> Products,
    string? Reason,
    Instant GivenAt,
    Guid? GivenBy,
    ContactChannel Channel,
    string Cause,
    Instant? AcceptedAt,
    Guid? AcceptedProductId,
    CustomerValue? AcceptedFor,
    Instant? RegrettedAt,
    string? RegretReason,
    int Version) : IVersioned
{
    public static AdviceView Of(GivenAdvice a) => new(
        a.Id, a.CustomerId, a.Category, a.Products, a.Reason, a.GivenAt, a.GivenBy, a.Channel, a.Cause, a.AcceptedAt, a.AcceptedProductId, a.AcceptedFor, a.RegrettedAt, a.RegretReason,
        a.Version);
}

internal static class Shown
{
    private const int Decimals = 3;

    public static decimal Share(double number) => Math.Round((decimal)number, Decimals);
}
