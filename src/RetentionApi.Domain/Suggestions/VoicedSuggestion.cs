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
    /// <summary>Nobody has replied to it yet, here or where it goes on.</summary>
    public bool IsUnanswered { get; init; }

    /// <summary>By when it was said to come; null: no day was named, or it is not planned any more.</summary>
    public SuggestionPlan? Plan { get; init; }

    /// <summary>When it was declined at last.</summary>
    public Instant? DeclinedAt { get; init; }
}

/// <summary>What whoever asked for it was told of a plan with a day.</summary>
/// <param name="What">The suggestion's words.</param>
/// <param name="At">When they were told, or could have been.</param>
public sealed record SuggestionPlan(string What, LocalDate On, Instant At);
