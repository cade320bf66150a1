using NodaTime;
using Npgsql;
using RetentionApi.Domain.Promises;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Promises;

/// <summary>Something you told one customer that you would do, and by when.</summary>
/// <param name="CustomerId">After a merge the survivor.</param>
/// <param name="Origin">What made it: `delivery:{id}`, `case:{id}`, `interaction:{id}`, `suggestion:{id}:{customerId}` for the day of a plan, `interest:{id}` for the day on which goods are there again, `orderLine:{id}` for what its product claims, `promise:{id}` for the one that was renegotiated, `told:{source}:{externalId}` or `hand:{id}`.</param>
/// <param name="MadeBy">Who gave it; null: the shop.</param>
/// <param name="Place">Where it was given.</param>
/// <param name="DueAt">The promised time; of a promised day its end.</param>
/// <param name="BrokenAt">Stays when it is made good.</param>
/// <param name="SettledAt">When it became what it is; null while it is open.</param>
/// <param name="Note">In the words of who settled it; of a renegotiation the customer's yes.</param>
/// <param name="RepairedBy">What made it good beside late fulfilment.</param>
/// <param name="ReplacedById">The promise that stands instead.</param>
internal sealed record PromiseView(
    Guid Id,
    Guid CustomerId,
    string? CustomerName,
    string Origin,
    string What,
    Guid? MadeBy,
    string? Place,
    Instant MadeAt,
    Instant DueAt,
    Guid? OrderId,
    PromiseStatus Status,
    Instant? BrokenAt,
    Instant? SettledAt,
    Guid? SettledBy,
    string? Note,
    RepairMeans? RepairedBy,
    Guid? ReplacedById,
    Instant CreatedAt,
    int Version) : IVersioned
{
    /// <summary>What <see cref="Read"/> reads, from promises <c>p</c> joined to <see cref="Tables"/>.</summary>
    public const string Columns = """
        p.id, CASE WHEN a.person_id IS NULL THEN p.customer_id ELSE a.person_id END, k.name, p.source, p.what, p.made_by, p.place, p.made_at, p.due_at, p.order_id, p.status, p.broken_at,
        p.settled_at, p.settled_by, p.note, p.repaired_by, p.replaced_by, p.created_at, p.version
        """;

    public const string Tables = """
        LEFT JOIN customer_aliases a ON a.merchant_id = p.merchant_id AND a.customer_id = p.customer_id
        LEFT JOIN customers k ON k.merchant_id = p.merchant_id AND k.id = CASE WHEN a.person_id IS NULL THEN p.customer_id ELSE a.person_id END
        """;

    public static void Add(NpgsqlBatch batch, Guid merchantId, Guid id) =>
        batch.Add($"SELECT {Columns} FROM promises p {Tables} WHERE p.merchant_id = $1 AND p.id = $2", merchantId, id);

    /// <summary>The row that the reader stands on.</summary>
    public static PromiseView Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetGuid(1), row.TextOrNull(2), row.GetString(3), row.GetString(4), row.ValueOrNull<Guid>(5), row.TextOrNull(6), row.GetFieldValue<Instant>(7),
        row.GetFieldValue<Instant>(8), row.ValueOrNull<Guid>(9), EnumWords.Parse<PromiseStatus>(row.GetString(10)), row.ValueOrNull<Instant>(11), row.ValueOrNull<Instant>(12),
        row.ValueOrNull<Guid>(13), row.TextOrNull(14), row.WordOrNull<RepairMeans>(15), row.ValueOrNull<Guid>(16), row.GetFieldValue<Instant>(17), row.GetInt32(18));
}
