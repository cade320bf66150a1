using NodaTime;

namespace RetentionApi.Domain.Cooperation;

/// <summary>What the spine needs to know of advice that was given.</summary>
/// <param name="CustomerId">Under whom it was given.</param>
/// <param name="Cause">The enquiry, the duty or the hand it came from.</param>
public sealed record AdviceRecord(
    Guid Id, Guid CustomerId, string Cause, Instant GivenAt, IReadOnlyList<Guid> ProductIds, Instant? AcceptedAt, Guid? AcceptedProductId, Instant? RegrettedAt);
