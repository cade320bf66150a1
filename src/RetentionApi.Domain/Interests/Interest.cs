using NodaTime;

namespace RetentionApi.Domain.Interests;

public enum InterestKind
{
    BackInStock,

    /// <summary>The price is the named one or less, and the product can be bought.</summary>
    PriceBelow,
}

/// <summary>Why an interest is over.</summary>
public enum InterestEnd
{
    /// <summary>The customer got the news.</summary>
    Told,

    /// <summary>The customer wants it no more.</summary>
    Withdrawn,

    /// <summary>A person of the merchant's decided not to tell it.</summary>
    Skipped,
}

/// <summary>What a customer asked to be told of a product. It ends when it was told once.</summary>
/// <param name="CustomerId">Under whom it was asked for.</param>
/// <param name="FulfilledAt">Since when it has been true; null: it waits.</param>
/// <param name="EndedAt">Null: open.</param>
public sealed record Interest(Guid Id, Guid CustomerId, Guid ProductId, InterestKind Kind, Instant AskedAt, Instant? FulfilledAt, Instant? EndedAt)
{
    /// <summary>The first day that was named for the goods to be there again, since it was asked for; null: none was.</summary>
    public LocalDate? ExpectedOn { get; init; }

    /// <summary>Null where nothing is expected.</summary>
    public string? ProductName { get; init; }

    public bool IsNews => FulfilledAt is not null && EndedAt is null;
}
