using NodaTime;
using RetentionApi.Domain.Common;

namespace RetentionApi.Domain.Suggestions;

/// <summary>What a customer would like to be otherwise. Others may add their voice; whoever asked is told each change.</summary>
public sealed class Suggestion
{
    public const int LongestText = 2000;

    public required Guid MerchantId { get; init; }

    public required Guid Id { get; init; }

    /// <summary>Who said it first.</summary>
    public required Guid CustomerId { get; init; }

    public required string Text { get; init; }

    /// <summary>What similar ones are found by.</summary>
    public required string Matching { get; init; }

    public required Instant CreatedAt { get; init; }

    /// <summary>The duty to reply; null where the merchant has no business hours for as long as can be seen.</summary>
    public Guid? ReplyFollowUpId { get; init; }

    /// <summary>How many customers ask for it; counted up where their voices are stored.</summary>
    public int Voices { get; private set; } = 1;

    public SuggestionStatus Status { get; private set; } = SuggestionStatus.Received;

    /// <summary>Of the latest decision.</summary>
    public string? Reason { get; private set; }

    public LocalDate? PlannedOn { get; private set; }

    public Instant? RepliedAt { get; private set; }

    /// <summary>The first decision: planned, declined or built.</summary>
    public Instant? DecidedAt { get; private set; }

    public Instant? BuiltAt { get; private set; }

    public Guid? MergedIntoId { get; private set; }

    public int Version { get; private set; } = 1;

    /// <summary>Null where the words may be filed.</summary>
    public static Error? ProblemOf(string text) => text.Trim().Length is > 0 and <= LongestText ? null : SuggestionErrors.TextRequired;

    /// <summary>Thanks, a question, how it stands.</summary>
    /// <param name="isUnderReview">From now on it is being looked into.</param>
    public Result<SuggestionChange> Reply(string text, bool isUnderReview, Guid? by, Instant now)
    {
        if (Refusal is { } refusal)
            return refusal;
        if (ProblemOf(text) is { } problem)
            return problem;
        if (isUnderReview && Status is not SuggestionStatus.Planned)
            Status = SuggestionStatus.UnderReview;
        else if (Status is SuggestionStatus.Received)
            Status = SuggestionStatus.Acknowledged;
        return Changed(isUnderReview ? SuggestionChangeKind.UnderReview : SuggestionChangeKind.Replied, text, by, now);
    }

    /// <param name="on">By when; null: it is not said yet.</param>
    /// <param name="today">By the merchant's clock.</param>
    public Result<SuggestionChange> Plan(string? reason, LocalDate? on, LocalDate today, Guid? by, Instant now)
    {
        if (Refusal is { } refusal)
            return refusal;
        if (on < today)
            return SuggestionErrors.PlannedInPast;
        (Status, PlannedOn) = (SuggestionStatus.Planned, on);
        return Decided(SuggestionChangeKind.Planned, reason, by, now);
    }

    public Result<SuggestionChange> Decline(string? reason, Guid? by, Instant now)
    {
        if (Refusal is { } refusal)
            return refusal;
        if (string.IsNullOrWhiteSpace(reason))
            return SuggestionErrors.ReasonRequired;
        (Status, PlannedOn) = (SuggestionStatus.Declined, null);
        return Decided(SuggestionChangeKind.Declined, reason, by, now);
    }

    public Result<SuggestionChange> Build(string? text, Guid? by, Instant now)
    {
        if (Refusal is { } refusal)
            return refusal;
        (Status, BuiltAt) = (SuggestionStatus.Built, now);
        return Decided(SuggestionChangeKind.Built, text, by, now);
    }

    /// <summary>It says the same as another: the voices go on there.</summary>
    /// <param name="other">Not merged itself.</param>
    public Result<SuggestionChange> MergeInto(Suggestion other, Guid? by, Instant now)
    {
        if (MergedIntoId is not null || other.MergedIntoId is not null)
            return SuggestionErrors.Merged;
        if (other.Id == Id)
            return SuggestionErrors.MergedIntoItself;
        MergedIntoId = other.Id;
        return Changed(SuggestionChangeKind.Merged, null, by, now, isReply: false);
    }

    private Error? Refusal => MergedIntoId is not null ? SuggestionErrors.Merged : Status switch
    {
        SuggestionStatus.Built => SuggestionErrors.AlreadyBuilt,
        SuggestionStatus.Declined => SuggestionErrors.AlreadyDeclined,
        _ => null,
    };

    private SuggestionChange Decided(SuggestionChangeKind kind, string? reason, Guid? by, Instant now)
    {
        Reason = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim();
        DecidedAt ??= now;
        return Changed(kind, Reason, by, now);
    }

    private SuggestionChange Changed(SuggestionChangeKind kind, string? text, Guid? by, Instant now, bool isReply = true)
    {
        if (isReply)
            RepliedAt ??= now;
        Version++;
        return new SuggestionChange(Ids.New(now), kind, text?.Trim(), kind is SuggestionChangeKind.Planned ? PlannedOn : null, by, now);
    }
}
