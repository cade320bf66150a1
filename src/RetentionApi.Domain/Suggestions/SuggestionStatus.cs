namespace RetentionApi.Domain.Suggestions;

public enum SuggestionStatus
{
    Received,
    Acknowledged,
    UnderReview,
    Planned,
    Built,
    Declined,
}

/// <summary>What happened to a suggestion that all who asked are told.</summary>
public enum SuggestionChangeKind
{
    Replied,
    UnderReview,
    Planned,
    Built,
    Declined,

    /// <summary>It goes on as part of another, older one.</summary>
    Merged,
}
