using NodaTime;

namespace RetentionApi.Domain.Interactions;

public enum InteractionKind
{
    Visit,
    Enquiry,
    Call,
    Message,
    Email,
    Meeting,
    Review,

    /// <summary>The customer is not satisfied with something: opens a case.</summary>
    Complaint,
}

public enum Direction
{
    Inbound,
    Outbound,
}

/// <summary>One contact in or out. An inbound enquiry starts the clock of an <c>answer</c>.</summary>
public sealed record Interaction
{
    public required Guid Id { get; init; }

    /// <summary>The customer it came in under; null: the record's own. Differs from it after a merge.</summary>
    public Guid? CustomerId { get; init; }

    public required InteractionKind Kind { get; init; }

    public required Direction Direction { get; init; }

    public required Instant OccurredAt { get; init; }

    public required Instant RecordedAt { get; init; }

    public Instant? ImportedAt { get; init; }

    public Guid? ProductId { get; init; }

    /// <summary>The order it is about; null: none was named.</summary>
    public Guid? OrderId { get; init; }

    public string? Category { get; init; }

    /// <summary>The customer asks what to choose.</summary>
    public bool IsAdviceWanted { get; init; }

    /// <summary>For a review: 1 to 5.</summary>
    public int? Rating { get; init; }

    /// <summary>Of a complaint, in the customer's words as far as they were told; of all others null.</summary>
    public string? Complaint { get; init; }

    /// <summary>When it was answered; null while open.</summary>
    public Instant? AnsweredAt { get; init; }

    /// <summary>Only these start the clock of an answer.</summary>
    public bool IsInboundEnquiry => Kind is InteractionKind.Enquiry && Direction is Direction.Inbound;

    /// <summary>A request for advice: it was wanted, or no product was named.</summary>
    public bool AsksForAdvice => IsInboundEnquiry && (IsAdviceWanted || ProductId is null);
}

/// <summary>The visits of one day to one category.</summary>
public sealed record Visit(LocalDate Day, string Category, int Count, Instant FirstAt, Instant LastAt, Instant? ImportedAt)
{
    public Guid Id { get; init; }

    /// <summary>The customer it came in under; null: the record's own. Differs from it after a merge.</summary>
    public Guid? CustomerId { get; init; }
}
