using Microsoft.EntityFrameworkCore;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Defections;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.FollowUps;

/// <summary>Who was asked to come back and declined with a reason has said that they leave: the ledger has their words.</summary>
internal static class DeclinedWinBacks
{
    /// <summary>In the transaction of the decision. Which of the causes their words mean is for a person to say.</summary>
    public static async Task KeepReasonAsync(this RetentionDbContext db, FollowUp followUp, string? words, CancellationToken cancellationToken)
    {
        if (followUp is not { Kind: FollowUpKind.WinBack, Outcome: FollowUpOutcome.Declined } || string.IsNullOrWhiteSpace(words) || FactKey.DefectionId(followUp.Cause) is not { } id)
            return;
        if (await db.Set<Defection>().SingleOrDefaultAsync(d => d.Id == id, cancellationToken) is { } line)
            db.Entry(line).CurrentValues.SetValues(line.Say(words, followUp.AnsweredAt!.Value));
    }
}
