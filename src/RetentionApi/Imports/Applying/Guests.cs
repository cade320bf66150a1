using Npgsql;
using RetentionApi.Orders;
using RetentionApi.Platform.Persistence;
using static RetentionApi.Platform.Persistence.SqlArrays;

namespace RetentionApi.Imports.Applying;

/// <summary>An identity that a file tells later for a guest's order attaches to the guest, unless they have another of the source: then they stay two, and share the guest's address.</summary>
internal sealed class Guests(ImportChunk chunk)
{
    /// <summary>$2 source, $3 orders.</summary>
    private const string OfOrders = $"""
        SELECT o.id, o.customer_id, h.person_id, told.email,
          NOT EXISTS (
            SELECT 1 FROM unnest(p.all_ids) AS m(id) CROSS JOIN LATERAL (SELECT i.source FROM customer_identities i WHERE i.merchant_id = $1 AND i.customer_id = m.id OFFSET 0) i WHERE i.source = $2)
        FROM unnest($3::uuid[]) AS q(id) CROSS JOIN LATERAL (SELECT o.* FROM orders o WHERE o.merchant_id = $1 AND o.id = q.id OFFSET 0) o
        CROSS JOIN LATERAL (
          SELECT COALESCE((SELECT a.person_id FROM customer_aliases a WHERE a.merchant_id = $1 AND a.customer_id = o.customer_id), o.customer_id) AS person_id) h
        CROSS JOIN LATERAL (SELECT ARRAY[h.person_id] || ARRAY(SELECT a.customer_id FROM customer_aliases a WHERE a.merchant_id = $1 AND a.person_id = h.person_id) AS all_ids) p
        LEFT JOIN LATERAL ({OrderReads.GuestAddress}) told ON true
        """;

    private const string Attach = """
        WITH named AS (
          INSERT INTO customer_identities (merchant_id, source, external_id, customer_id)
          SELECT $1, $2, t.external_id, t.customer_id FROM unnest($3::text[], $4::uuid[]) AS t(external_id, customer_id) ON CONFLICT DO NOTHING RETURNING customer_id),
        changed AS (UPDATE customers c SET version = c.version + 1, updated_at = $6 WHERE c.merchant_id = $1 AND c.id = ANY($5))
        SELECT must_store((SELECT count(*) FROM named) / $7)
        """;

    private readonly List<(string ExternalId, Guid CustomerId, Guid PersonId)> named = [];

    private readonly Dictionary<string, string> emails = [];

    /// <param name="toldAgain">Orders that have a customer, as the file tells them now.</param>
    /// <param name="byIdentity">Whom the source's ids name; the guests are added.</param>
    public async Task NameAsync(List<(ToldOrder Order, Guid OrderId)> toldAgain, Dictionary<string, Guid> byIdentity, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var unknown = toldAgain.FindAll(t => t.Order.CustomerId is { } id && !byIdentity.ContainsKey(id));
        if (unknown.Count == 0)
            return;
        var guests = await ReadAsync([.. unknown.Select(t => t.OrderId).Distinct()], connection, cancellationToken);
        foreach (var (order, orderId) in unknown)
        {
            var (id, guest) = (order.CustomerId!, guests[orderId]);
            if (guest.IsFree && named.TrueForAll(n => n.PersonId != guest.PersonId) && byIdentity.TryAdd(id, guest.CustomerId))
                Name(order, id, guest);
            else if (guest.Email is not null)
                emails.TryAdd(id, guest.Email);
        }
    }

    /// <summary>By which the order named its buyer before; null: it did not, or that is who has the identity now.</summary>
    public string? EmailOf(ToldOrder order) => order.CustomerId is { } id ? emails.GetValueOrDefault(id) : null;

    /// <summary>Raises where a twin was faster with any of the identities.</summary>
    public void AddWrites(NpgsqlBatch batch)
    {
        if (named.Count > 0)
            batch.Add(Attach, chunk.MerchantId, chunk.Request.Source, All(named, n => n.ExternalId), All(named, n => n.CustomerId), All(named, n => n.PersonId), chunk.Now, named.Count);
    }

    private void Name(ToldOrder order, string externalId, Guest guest)
    {
        named.Add((externalId, guest.CustomerId, guest.PersonId));
        chunk.Tally.Changed++;
        chunk.Touch(guest.CustomerId, guest.CustomerId, order.PlacedAt);
    }

    private async Task<Dictionary<Guid, Guest>> ReadAsync(Guid[] orderIds, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var batch = connection.CreateBatch();
        batch.Add(OfOrders, chunk.MerchantId, chunk.Request.Source, orderIds);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var rows = await new ResultSets(reader, cancellationToken).FirstAsync(r => (OrderId: r.GetGuid(0), Guest: new Guest(r.GetGuid(1), r.GetGuid(2), r.TextOrNull(3), r.GetBoolean(4))));
        return rows.ToDictionary(r => r.OrderId, r => r.Guest);
    }

    /// <param name="Email">By which the order named them; null: by none.</param>
    /// <param name="IsFree">They have no identity of the source.</param>
    private sealed record Guest(Guid CustomerId, Guid PersonId, string? Email, bool IsFree);
}
