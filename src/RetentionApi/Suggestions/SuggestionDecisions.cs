using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Suggestions;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.Suggestions;

/// <summary>What all decisions about a suggestion share: load it, decide, end the duty to reply, keep the change, and tell everybody who asked.</summary>
internal sealed class SuggestionDecisions(RetentionDbContext db, AuditLog audit, Caller caller, IClock clock)
{
    public Guid? StaffId => caller.StaffId;

    public Instant Now { get; } = clock.GetCurrentInstant();

    public async Task<Result<Written<SuggestionView>>> DecideAsync(
        Guid id, string action, Func<Suggestion, Task<Result<SuggestionChange>>> decide, CancellationToken cancellationToken)
    {
        if (await db.Set<Suggestion>().SingleOrDefaultAsync(s => s.Id == id, cancellationToken) is not { } suggestion)
            return SuggestionProblems.NotFound;
        if (await CustomerPersons.IsHiddenAsync(db, caller, suggestion.CustomerId, cancellationToken))
            return CustomerProblems.Restricted;
        var before = State.Of(suggestion);
        var decided = await decide(suggestion);
        if (!decided.IsOk)
            return decided.Error;
        await EndDutyAsync(suggestion, cancellationToken);
        db.Add(RowOf(suggestion, decided.Value));
        audit.Add(db, Now, action, "suggestion", id, before, State.Of(suggestion));
        await db.SaveChangesAsync(cancellationToken);
        await db.TellAllAsync(suggestion, decided.Value, Now, cancellationToken);
        return Written<SuggestionView>.Ok(await db.SuggestionAsync(id, cancellationToken));
    }

    /// <summary>Done by a reply, in time or late. What goes on as part of another is replied to there.</summary>
    private async Task EndDutyAsync(Suggestion suggestion, CancellationToken cancellationToken)
    {
        if (await db.Set<FollowUp>().SingleOrDefaultAsync(f => f.Id == suggestion.ReplyFollowUpId, cancellationToken) is not { IsEnded: false } duty)
            return;
        _ = suggestion.MergedIntoId is null ? duty.EndBySubject(StaffId, Now, Now).Value : duty.Cancel(CancellationCause.Merged, Now).Value;
    }

    private static SuggestionChangeRow RowOf(Suggestion suggestion, SuggestionChange change) => new()
    {
        MerchantId = suggestion.MerchantId,
        SuggestionId = suggestion.Id,
        Id = change.Id,
        Kind = change.Kind,
        Text = change.Text,
        PlannedOn = change.PlannedOn,
        By = change.By,
        At = change.At,
    };

    /// <summary>What decisions change, as the audit shows it.</summary>
    private sealed record State(SuggestionStatus Status, string? Reason, LocalDate? PlannedOn, Guid? MergedIntoId)
    {
        public static State Of(Suggestion s) => new(s.Status, s.Reason, s.PlannedOn, s.MergedIntoId);
    }
}
