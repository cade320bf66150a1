using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Cooperation;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Outbox;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.Cooperation;

/// <summary>What all decisions about advice share: load it, decide, leave a trace, and ask for the customer to be derived anew.</summary>
internal sealed class AdviceDecisions(RetentionDbContext db, AuditLog audit, Caller caller, IClock clock)
{
    public Instant Now { get; } = clock.GetCurrentInstant();

    /// <param name="action">adviceAccepted, adviceRegretted.</param>
    public async Task<Result<(GivenAdvice Advice, Written<AdviceView> Written)>> DecideAsync(
        Guid id, string action, Instant at, Func<GivenAdvice, Result<GivenAdvice>> decide, Func<GivenAdvice, string> summary, CancellationToken cancellationToken)
    {
        if (await db.Set<GivenAdvice>().SingleOrDefaultAsync(a => a.Id == id, cancellationToken) is not { } advice)
            return AdviceProblems.NotFound;
        if (await CustomerPersons.FindAsync(db, new ExternalKey(advice.CustomerId, null, null), cancellationToken) is { } person && person.IsHiddenFrom(caller))
            return CustomerProblems.Restricted;
        var before = AdviceView.Of(advice);
        var decided = decide(advice);
        if (!decided.IsOk)
            return decided.Error;
        var view = AdviceView.Of(advice);
        db.Add(Entry(advice, at, action, summary(advice), Now));
        audit.Add(db, Now, action, "advice", id, before, view);
        db.AddWork(advice.CustomerId, id, at, Now);
        await db.SaveChangesAsync(cancellationToken);
        return (advice, new Written<AdviceView>(view, Outcome.Ok));
    }

    public static TimelineRow Entry(GivenAdvice advice, Instant at, string kind, string summary, Instant now) => new()
    {
        MerchantId = advice.MerchantId,
        CustomerId = advice.CustomerId,
        OccurredAt = at,
        Id = Ids.New(now),
        Kind = kind,
        SubjectId = advice.Id,
        Summary = summary,
    };
}
