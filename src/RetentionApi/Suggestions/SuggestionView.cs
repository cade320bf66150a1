using NodaTime;
using RetentionApi.Domain.Suggestions;
using RetentionApi.Platform.Mediation;

namespace RetentionApi.Suggestions;

/// <summary>What customers would like to be otherwise.</summary>
/// <param name="CustomerId">Who said it first; after a merge the survivor.</param>
/// <param name="Reason">Of the latest decision.</param>
/// <param name="PlannedOn">By when, where that was said.</param>
/// <param name="Voices">How many customers ask for it.</param>
/// <param name="ReplyDueAt">Until when whoever asked is owed a reply; null once it is given.</param>
/// <param name="MergedIntoId">The suggestion as part of which it goes on.</param>
/// <param name="Changes">What happened, oldest first, and who was told; null in lists.</param>
internal sealed record SuggestionView(
    Guid Id,
    Guid CustomerId,
    string? CustomerName,
    string Text,
    SuggestionStatus Status,
    string? Reason,
    LocalDate? PlannedOn,
    int Voices,
    Instant? ReplyDueAt,
    Instant? RepliedAt,
    Instant? DecidedAt,
    Instant? BuiltAt,
    Guid? MergedIntoId,
    Instant CreatedAt,
    IReadOnlyList<SuggestionChangeView>? Changes,
    int Version) : IVersioned;

/// <summary>One thing that happened, told to everybody who had asked by then.</summary>
/// <param name="Text">In your words.</param>
/// <param name="By">Who of you decided it.</param>
/// <param name="Told">To how many the message was handed over.</param>
/// <param name="Waiting">How many it waits for: it is night where they are, or the job has not come to them yet.</param>
/// <param name="Unreached">How many left no way to be told.</param>
internal sealed record SuggestionChangeView(Guid Id, SuggestionChangeKind Kind, string? Text, LocalDate? PlannedOn, Guid? By, Instant At, long Told, long Waiting, long Unreached);

/// <summary>A suggestion that says nearly the same.</summary>
/// <param name="Similarity">From 0 to 1.</param>
internal sealed record SimilarSuggestionView(Guid Id, string Text, SuggestionStatus Status, int Voices, double Similarity);

/// <summary>Those that say nearly the same, the most similar first.</summary>
internal sealed record SimilarSuggestionsView(IReadOnlyList<SimilarSuggestionView> Items);

/// <summary>One customer who asks for it.</summary>
/// <param name="CustomerId">After a merge the survivor.</param>
/// <param name="Origin">`api`: you told us; `link`: the customer themselves, on their page.</param>
/// <param name="Text">In their own words; null: in those of the suggestion.</param>
/// <param name="OrderId">The order behind it.</param>
/// <param name="InteractionId">The complaint, enquiry or call behind it.</param>
/// <param name="MergedFromId">The suggestion with which the voice came here.</param>
/// <param name="ToldAt">When they were last told of a change.</param>
/// <param name="CameBackAt">Their first order after it was built; null: none yet.</param>
/// <param name="CameBackWith">That order.</param>
internal sealed record SuggestionVoiceView(
    Guid CustomerId,
    string? CustomerName,
    Instant Since,
    VoiceOrigin Origin,
    string? Text,
    Guid? OrderId,
    Guid? InteractionId,
    Guid? MergedFromId,
    Instant? ToldAt,
    Instant? CameBackAt,
    Guid? CameBackWith);
