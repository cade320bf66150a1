using NodaTime;

namespace RetentionApi.Domain.Suggestions;

/// <summary>One thing that happened to a suggestion; everybody with a voice is told it, once.</summary>
/// <param name="Text">In the merchant's words: the reply, the reason, what was built.</param>
public sealed record SuggestionChange(Guid Id, SuggestionChangeKind Kind, string? Text, LocalDate? PlannedOn, Guid? By, Instant At);
