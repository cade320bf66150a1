using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Merchants;

namespace RetentionApi.Domain.Cooperation;

/// <summary>A product that was advised, with its numbers as they were shown then.</summary>
/// <param name="Price">Null: unknown.</param>
/// <param name="Quality">0 … 1; null: it was not compared with others.</param>
/// <param name="PriceRank">0 (the cheapest) … 1; null: it was not compared with others.</param>
public sealed record AdvisedProduct(Guid ProductId, string Sku, string Name, Money? Price, double? Quality, double? PriceRank)
{
    private const int Decimals = 3;

    /// <param name="currency">The merchant's, in which prices were compared.</param>
    public static AdvisedProduct Of(ValuedProduct valued, string currency) => new(
        valued.Product.Id, valued.Product.Sku, valued.Product.Name, Money.Rounded(valued.Product.Price!.Value, currency), Math.Round(valued.Quality, Decimals), Math.Round(valued.PriceRank, Decimals));
}

/// <summary>What a customer was advised to choose, and what became of it. Taken once, regretted once, in whichever sequence they say so.</summary>
public sealed class GivenAdvice
{
    private Instant? acceptedAt;
    private Guid? acceptedProductId;
    private CustomerValue? acceptedFor;
    private Instant? regrettedAt;
    private string? regretReason;
    private int version = 1;

    public required Guid MerchantId { get; init; }

    public required Guid Id { get; init; }

    public required Guid CustomerId { get; init; }

    public string? Category { get; init; }

    public required IReadOnlyList<AdvisedProduct> Products { get; init; }

    /// <summary>Why these, as the customer was told.</summary>
    public string? Reason { get; init; }

    public required Instant GivenAt { get; init; }

    /// <summary>The staff member; null for the product or a key without a person.</summary>
    public Guid? GivenBy { get; init; }

    public required ContactChannel Channel { get; init; }

    /// <summary>The enquiry or duty it came from: <c>interaction:{id}</c>, <c>followUp:{id}</c>; <c>hand:{id}</c> where nothing asked for it.</summary>
    public required string Cause { get; init; }

    public Instant? AcceptedAt { get => acceptedAt; init => acceptedAt = value; }

    public Guid? AcceptedProductId { get => acceptedProductId; init => acceptedProductId = value; }

    /// <summary>Which value decided it for the customer.</summary>
    public CustomerValue? AcceptedFor { get => acceptedFor; init => acceptedFor = value; }

    public Instant? RegrettedAt { get => regrettedAt; init => regrettedAt = value; }

    public string? RegretReason { get => regretReason; init => regretReason = value; }

    public int Version { get => version; init => version = value; }

    /// <param name="sku">What the customer takes: one of what was advised.</param>
    public Result<GivenAdvice> Accept(string sku, CustomerValue because, Instant at, Instant now)
    {
        if (acceptedAt is not null)
            return AdviceErrors.AlreadyAccepted;
        if (Products.FirstOrDefault(p => p.Sku == sku) is not { } product)
            return AdviceErrors.NotAdvised;
        if (ProblemOf(at, now) is { } problem)
            return problem;
        (acceptedAt, acceptedProductId, acceptedFor) = (at, product.ProductId, because);
        version++;
        return this;
    }

    public Result<GivenAdvice> Regret(string? reason, Instant at, Instant now)
    {
        if (regrettedAt is not null)
            return AdviceErrors.AlreadyRegretted;
        if (ProblemOf(at, now) is { } problem)
            return problem;
        (regrettedAt, regretReason) = (at, string.IsNullOrWhiteSpace(reason) ? null : reason.Trim());
        version++;
        return this;
    }

    private Error? ProblemOf(Instant at, Instant now) => at > now ? AdviceErrors.InFuture : at < GivenAt ? AdviceErrors.BeforeGiven : null;
}
