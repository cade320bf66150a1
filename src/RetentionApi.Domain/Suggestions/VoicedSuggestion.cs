using NodaTime;

namespace RetentionApi.Domain.Suggestions;

/// <summary>A suggestion that a customer made or added their voice to, as one of their facts.</summary>
/// <param name="CustomerId">The customer whose voice it is.</param>
/// <param name="IsOwn">They said it here; otherwise their voice came with a suggestion that was merged into this one.</param>
/// <param name="IsMerged">It goes on as part of another one: what becomes of it is said there.</param>
/// <param name="RepliedInTimeAt">When the duty to reply was done, before its deadline.</param>
/// <param name="ReplyMissedAt">The deadline that passed without a reply.</param>
/// <param name="ToldAt">When this customer was told of the decision.</param>
public sealed record VoicedSuggestion(
    Guid SuggestionId,
    Guid CustomerId,
    Instant Since,
    bool IsOwn,
    bool IsMerged,
    Instant? RepliedInTimeAt,
    Instant? ReplyMissedAt,
    Instant? DecidedAt,
    Instant? BuiltAt,
    Instant? ToldAt)
{
    /// <summary>The first plan that named a day; null: none did.</summary>
    public SuggestionPlan? Plan { get; init; }
}

/// <summary>A day by whose end a suggestion is to be there. Whoever asked is told it, so it is promised to each of them.</summary>
/// <param name="What">The suggestion, in the words of who made it.</param>
public sealed record SuggestionPlan(string What, Instant At, LocalDate On);
