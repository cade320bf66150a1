using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Customers;
using RetentionApi.Domain.Defections;
using RetentionApi.Merchants;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Outbox;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Defections;

/// <summary>What all that is told about a line shares: save it, leave a trace, and ask for the customer to be derived anew.</summary>
internal sealed class DefectionDecisions(RetentionDbContext db, AuditLog audit, ReaderLanguage language, IClock clock)
{
    public Instant Now { get; } = clock.GetCurrentInstant();

    /// <summary>Null: there is none that stands.</summary>
    public Task<Defection?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        db.Set<Defection>().SingleOrDefaultAsync(d => d.Id == id && d.Withdrawal == null, cancellationToken);

    /// <param name="before">As it was read by the same context; null: it is new.</param>
    /// <param name="action">customerLeft, causeTold: of the audit and of the timeline.</param>
    public void Keep(Defection? before, Defection after, Instant at, string action)
    {
        var was = before is null ? null : AuditedDefection.Of(before);
        if (before is null)
            db.Add(after);
        else
            db.Entry(before).CurrentValues.SetValues(after);
        db.AddEntry(after.CustomerId, at, action, after.Id, after.Text is null ? after.Cause.Word() : $"{after.Cause.Word()} · {after.Text}", Now);
        audit.Add(db, Now, action, "defection", after.Id, was, AuditedDefection.Of(after));
        db.AddWork(after.PersonId, after.Id, at, Now);
    }

    public async Task<DefectionView> SaveAsync(Guid id, CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        return await ViewAsync(id, cancellationToken);
    }

    /// <summary>In the transaction under way.</summary>
    public async Task<DefectionView> ViewAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var batch = db.Batch();
        MerchantSettings.Add(batch, db.MerchantId);
        DefectionView.Add(batch, db.MerchantId, id);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var settings = await MerchantSettings.ReadAsync(reader, db.MerchantId, cancellationToken);
        var words = settings.ReaderIn(language);
        return (await new ResultSets(reader, cancellationToken).NextAsync(r => DefectionView.Read(r, words, settings.Currency))).Single();
    }

    /// <summary>What is told, as the audit shows it.</summary>
    private sealed record AuditedDefection(LocalDate LostOn, Instant? ToldAt, DefectionCause Cause, CauseKnowledge Known, string? Text)
    {
        public static AuditedDefection Of(Defection d) => new(d.LostOn, d.ToldAt, d.Cause, d.Known, d.Text);
    }
}
