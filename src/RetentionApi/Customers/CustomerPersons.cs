using Npgsql;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Idempotency;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.Customers;

/// <param name="Id">The survivor.</param>
/// <param name="Ids">The survivor and all who were merged into them; facts keep the id they came with.</param>
/// <param name="IsRestricted">Any of them is: only admins see the person.</param>
/// <param name="HasObjectedToProfiling">Any of them has: nothing is derived of the person.</param>
internal sealed record Person(Guid Id, IReadOnlyList<Guid> Ids, bool IsRestricted, bool HasObjectedToProfiling)
{
    public bool IsHiddenFrom(Caller caller) => IsRestricted && !caller.SeesRestricted();
}

/// <summary>Finds the person behind an id or identity; other capabilities ask here.</summary>
internal sealed class CustomerPersons(MerchantScope scope, Caller caller)
{
    private const string Find = $"""
        {CustomerReads.PersonAndMembers}
        SELECT (SELECT id FROM person), ARRAY(SELECT id FROM member), bool_or(c.restricted_at IS NOT NULL), bool_or(c.profiling_objected_at IS NOT NULL)
        FROM member m CROSS JOIN LATERAL (SELECT c.* FROM customers c WHERE c.merchant_id = $1 AND c.id = m.id OFFSET 0) c HAVING count(*) > 0
        """;

    /// <summary>If this caller may see them.</summary>
    public async Task<Result<Person>> SeeAsync(ExternalKey key, CancellationToken cancellationToken) =>
        await FindAsync(key, cancellationToken) is not { } person ? CustomerProblems.NotFound
        : person.IsHiddenFrom(caller) ? CustomerProblems.Restricted
        : person;

    public async Task<Person?> FindAsync(ExternalKey key, CancellationToken cancellationToken)
    {
        await using var batch = scope.Batch();
        return await FindAsync(batch, scope.MerchantId, key, cancellationToken);
    }

    /// <summary>Whether a fact is of somebody whom this caller must not see; nobody's facts are everybody's.</summary>
    public async ValueTask<bool> IsHiddenAsync(Guid? customerId, CancellationToken cancellationToken) =>
        customerId is { } id && !caller.SeesRestricted() && await FindAsync(new ExternalKey(id, null, null), cancellationToken) is { IsRestricted: true };

    /// <summary>The same in the transaction of a report.</summary>
    public static async ValueTask<bool> IsHiddenAsync(ReportSession session, Caller caller, Guid? customerId, CancellationToken cancellationToken)
    {
        await using var batch = session.Batch();
        return customerId is { } id && !caller.SeesRestricted() && await FindAsync(batch, session.MerchantId, new ExternalKey(id, null, null), cancellationToken) is { IsRestricted: true };
    }

    /// <summary>The same in that of a decision.</summary>
    public static async ValueTask<bool> IsHiddenAsync(RetentionDbContext db, Caller caller, Guid customerId, CancellationToken cancellationToken) =>
        !caller.SeesRestricted() && await FindAsync(db, new ExternalKey(customerId, null, null), cancellationToken) is { IsRestricted: true };

    /// <summary>In the transaction under way: a decision that took a second connection could wait for itself.</summary>
    public static async Task<Person?> FindAsync(RetentionDbContext db, ExternalKey key, CancellationToken cancellationToken)
    {
        await using var batch = db.Batch();
        return await FindAsync(batch, db.MerchantId, key, cancellationToken);
    }

    private static async Task<Person?> FindAsync(NpgsqlBatch batch, Guid merchantId, ExternalKey key, CancellationToken cancellationToken)
    {
        batch.Add(Find, key.Values(merchantId));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? new Person(reader.GetGuid(0), reader.GetFieldValue<Guid[]>(1), reader.GetBoolean(2), reader.GetBoolean(3)) : null;
    }
}
