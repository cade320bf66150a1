using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps;

namespace RetentionApi.Domain.Reviews;

/// <summary>The improvement list.</summary>
public sealed partial class Review
{
    /// <param name="today">By the merchant's clock.</param>
    public Result<Improvement> Suggest(string text, Guid ownerId, LocalDate dueOn, LocalDate today, Instant now)
    {
        if (DecidedAt is not null)
            return Stage is ReviewStage.Closed ? ReviewErrors.Closed : ReviewErrors.Decided;
        if (Improvements.Count == MostImprovements)
            return ReviewErrors.ListFull;
        if (dueOn < today)
            return ReviewErrors.DueInPast;
        var line = new Improvement(Ids.New(now), text.Trim(), ownerId, dueOn, ImprovementStatus.Suggested, null, null, null);
        Improvements = [.. Improvements, line];
        Changed();
        return line;
    }

    /// <summary>The list is decided: what was not dropped is owed from now on.</summary>
    /// <returns>The duties.</returns>
    public Result<IReadOnlyList<FollowUp>> Decide(int policyVersion, DateTimeZone zone, Instant now)
    {
        if (Refusal(ReviewStage.Evaluate) is { } refusal)
            return refusal;
        Improvement[] lines = [.. Improvements.Where(i => i.Status is ImprovementStatus.Suggested)];
        if (lines.Length == 0)
            return ReviewErrors.ImprovementMissing;
        if (lines.FirstOrDefault(i => EndOf(i.DueOn, zone) <= now) is { } overdue)
            return ReviewErrors.ImprovementOverdue(overdue.DueOn);
        FollowUp[] duties = [.. lines.Select((line, i) => DutyOf(line, i + 1, policyVersion, EndOf(line.DueOn, zone), now))];
        foreach (var (line, duty) in lines.Zip(duties))
            Put(line with { Status = ImprovementStatus.Owed, FollowUpId = duty.Id });
        (Stage, DecidedAt) = (ReviewStage.Evaluate, now);
        Changed();
        return Result<IReadOnlyList<FollowUp>>.Ok(duties);
    }

    /// <param name="duty">Of the improvement; null: it has none that is still owed.</param>
    /// <param name="doneAt">When it was done, which may have been reported later; decides whether it was in time.</param>
    public Result<Review> Complete(Guid improvementId, FollowUp? duty, string? note, Guid? by, Instant doneAt, Instant now)
    {
        if (Find(improvementId) is not { } line)
            return ReviewErrors.ImprovementNotFound;
        if (line.Status is not ImprovementStatus.Owed || duty is null)
            return ReviewErrors.NotOwed(line.Status);
        if (doneAt < DecidedAt)
            return FollowUpErrors.ActedTooEarly;
        var ended = duty.EndBySubject(by, doneAt, now);
        if (!ended.IsOk)
            return ended.Error;
        Put(line with { Status = ImprovementStatus.Done, EndedAt = doneAt, Note = string.IsNullOrWhiteSpace(note) ? null : note.Trim() });
        return Changed();
    }

    /// <summary>By a manager, with a reason. What is owed already counts as owed and not done.</summary>
    /// <param name="duty">Of the improvement; null: it has none that is still owed.</param>
    public Result<Review> Drop(Guid improvementId, FollowUp? duty, string reason, Guid? by, Instant now)
    {
        if (Find(improvementId) is not { } line)
            return ReviewErrors.ImprovementNotFound;
        if (line.Status is ImprovementStatus.Done or ImprovementStatus.Dropped)
            return ReviewErrors.NotOwed(line.Status);
        if (string.IsNullOrWhiteSpace(reason))
            return ReviewErrors.ReasonRequired;
        if (duty?.Skip(reason, isManager: true, by, now) is { IsOk: false } refused)
            return refused.Error;
        Put(line with { Status = ImprovementStatus.Dropped, EndedAt = now, Note = reason.Trim() });
        return Changed();
    }

    /// <summary>A manager closed its duty undone on the work list.</summary>
    public void GiveUp(Guid followUpId, string reason, Instant now)
    {
        if (Improvements.FirstOrDefault(i => i.FollowUpId == followUpId && i.Status is ImprovementStatus.Owed) is not { } line)
            return;
        Put(line with { Status = ImprovementStatus.Dropped, EndedAt = now, Note = reason });
        Changed();
    }

    public Improvement? Find(Guid improvementId) => Improvements.FirstOrDefault(i => i.Id == improvementId);

    private void Put(Improvement line) => Improvements = [.. Improvements.Select(i => i.Id == line.Id ? line : i)];

    private static Instant EndOf(LocalDate day, DateTimeZone zone) => zone.AtStartOfDay(day.PlusDays(1)).ToInstant();

    /// <summary>
    /// Of the nil customer: nobody outside waits for it, but there is one work list and one clock, and what is late must stand there beside all else that is. As it is
    /// no customer's, it leaves no evidence and no timeline entry, and what a merchant owes customers is counted without it.
    /// </summary>
    private FollowUp DutyOf(Improvement line, int step, int policyVersion, Instant deadline, Instant now) => new()
    {
        MerchantId = MerchantId,
        Id = Ids.New(now),
        CustomerId = Guid.Empty,
        Kind = FollowUpKind.Improvement,
        Cause = FactKey.Review(Id),
        Step = step,
        PolicyVersion = policyVersion,
        CreatedAt = now,
        OwnerId = line.OwnerId,
        Note = line.Text,
        Status = FollowUpStatus.Due,
        DueAt = now,
        Deadline = deadline,
        Channel = ContactChannel.Staff,
    };
}
