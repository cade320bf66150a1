using Microsoft.EntityFrameworkCore;
using NodaTime;
using Npgsql;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Promises;
using RetentionApi.Merchants;
using RetentionApi.Platform.Persistence;
using static RetentionApi.Platform.Persistence.SqlArrays;

namespace RetentionApi.Promises;

/// <summary>By when: an instant, or a day that ends by the merchant's clock. Exactly one is told.</summary>
internal readonly record struct PromisedTime(Instant? At, LocalDate? Day)
{
    public Instant In(DateTimeZone zone) => At ?? zone.AtStartOfDay(Day!.Value.PlusDays(1)).ToInstant();
}

/// <summary>A promise that a decision makes.</summary>
/// <param name="Source">What makes it; no two promises have it.</param>
internal sealed record PromiseToMake(Guid CustomerId, string Source, string What, PromisedTime Due)
{
    public Guid? MadeBy { get; init; }

    public string? Place { get; init; }

    public Guid? OrderId { get; init; }

    /// <summary>Null: now.</summary>
    public Instant? MadeAt { get; init; }
}

/// <summary>How promises are stored: by a decision that makes one, and by the derivation.</summary>
internal static class PromiseWrites
{
    private const string Store = """
        INSERT INTO promises (merchant_id, id, customer_id, source, what, made_at, due_at, grace, order_id, status, broken_at, settled_at, is_settled_by_hand, version, created_at)
        SELECT $1, p.*, false, 1, $2 FROM unnest($3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::timestamptz[], $8::timestamptz[], $9::interval[], $10::uuid[], $11::text[],
          $12::timestamptz[], $13::timestamptz[]) AS p
        ON CONFLICT DO NOTHING
        """;

    /// <summary>One that a person changed meanwhile is left alone: their own transaction asks for a new look.</summary>
    private const string Settle = """
        WITH settled AS (
          UPDATE promises p SET status = n.status, broken_at = n.broken_at, settled_at = n.settled_at, version = n.version
          FROM unnest($3::uuid[], $4::int[], $5::int[], $6::text[], $7::timestamptz[], $8::timestamptz[]) AS n(id, read_version, version, status, broken_at, settled_at)
          WHERE p.merchant_id = $1 AND p.id = n.id AND p.version = n.read_version RETURNING p.id, p.customer_id, p.status, p.settled_at, p.what)
        INSERT INTO timeline_entries (merchant_id, customer_id, occurred_at, id, kind, subject_id, summary)
        SELECT $1, customer_id, COALESCE(settled_at, $2), id, CASE status WHEN 'kept' THEN 'promiseKept' ELSE 'promiseBroken' END, id, what FROM settled WHERE status IN ('kept', 'broken')
        ON CONFLICT DO NOTHING
        """;

    /// <summary>In the transaction under way, with its duty and its entry in the timeline; the caller saves, and asks for the customer to be derived anew.</summary>
    /// <returns>Refused where its time is over.</returns>
    public static async Task<Result<Promise>> AddPromiseAsync(this RetentionDbContext db, PromiseToMake what, Person person, Instant now, CancellationToken cancellationToken)
    {
        var settings = await MerchantSettings.ReadAsync(db, cancellationToken);
        var dueAt = what.Due.In(settings.Zone);
        if (dueAt <= now)
            return PromiseErrors.DueInPast;
        var promise = Promise.Make(
            new NewPromise(db.MerchantId, Ids.New(now), what.CustomerId, what.Source, what.What, what.MadeAt ?? now, dueAt, what.MadeBy, what.Place, what.OrderId), now);
        await db.AddAsync(promise, person, settings, now, cancellationToken);
        return promise;
    }

    /// <summary>The same for one that is made already.</summary>
    public static async Task AddAsync(this RetentionDbContext db, Promise promise, Person person, MerchantSettings settings, Instant now, CancellationToken cancellationToken)
    {
        var owner = await db.Set<CustomerRow>().Where(c => c.Id == person.Id).Select(c => c.OwnerId).SingleAsync(cancellationToken);
        db.Add(promise);
        if (promise.Duty(owner, settings.Rules, now) is { } duty)
            db.Add(duty);
        db.Tell(promise, promise.MadeAt, "promiseMade", promise.What, now);
    }

    public static void Tell(this RetentionDbContext db, Promise promise, Instant at, string kind, string summary, Instant now) => db.AddEntry(promise.CustomerId, at, kind, promise.Id, summary, now);

    public static void AddDerivedPromises(this NpgsqlBatch batch, Guid merchantId, IReadOnlyList<PromiseChanges> changes, Instant now)
    {
        var made = changes.SelectMany(c => c.Made).ToList();
        if (made.Count > 0)
            batch.Add(Store, merchantId, now, All(made, p => p.Id), All(made, p => p.CustomerId), All(made, p => p.Source), All(made, p => p.What), All(made, p => p.MadeAt),
                All(made, p => p.DueAt), All(made, p => p.Grace), All(made, p => p.OrderId), All(made, p => p.Status.Word()), All(made, p => p.BrokenAt), All(made, p => p.SettledAt));
        var changed = changes.SelectMany(c => c.Changed).ToList();
        if (changed.Count > 0)
            batch.Add(Settle, merchantId, now, All(changed, c => c.Promise.Id), All(changed, c => c.ReadVersion), All(changed, c => c.Promise.Version), All(changed, c => c.Promise.Status.Word()),
                All(changed, c => c.Promise.BrokenAt), All(changed, c => c.Promise.SettledAt));
    }
}
