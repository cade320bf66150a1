using NodaTime;
using RetentionApi.Domain.Interactions;

namespace RetentionApi.Interactions;

/// <summary>One contact in or out; or all visits of a customer on one day to one category.</summary>
/// <param name="Source">Null for visits, which are kept by the day.</param>
/// <param name="OrderId">The order it is about.</param>
/// <param name="AnsweredAt">Of an enquiry; null: it waits.</param>
/// <param name="AnsweredBy">The staff member who answered, where a person did.</param>
/// <param name="Visits">Of a day's visits: how many and until when.</param>
internal sealed record InteractionView(
    Guid Id,
    string? Source,
    string? ExternalId,
    Guid CustomerId,
    InteractionKind Kind,
    Direction Direction,
    Instant OccurredAt,
    string? Channel,
    string? Summary,
    string? ProductSku,
    Guid? OrderId,
    string? Category,
    bool AdviceWanted,
    int? Rating,
    Instant? AnsweredAt,
    string? Answer,
    Guid? AnsweredBy,
    VisitsView? Visits,
    Instant CreatedAt);

/// <param name="ProductIds">What was looked at; at most twenty.</param>
internal sealed record VisitsView(int Count, Instant LastAt, IReadOnlyList<Guid> ProductIds);
