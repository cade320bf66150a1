using Npgsql;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Customers;
using RetentionApi.Erasures;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Imports.Applying;

/// <summary>Who ordered: by the source's id; else the one holder of the email; else somebody new; without either nobody. What is known of a customer stays as it is.
/// Of merged customers the one who was named: facts keep the customer they came in under.</summary>
internal sealed class Buyers(ImportChunk chunk)
{
    private const string ByIdentity = """
        SELECT k.id, i.customer_id FROM unnest($3::text[]) AS k(id)
        CROSS JOIN LATERAL (SELECT i.customer_id FROM customer_identities i WHERE i.merchant_id = $1 AND i.source = $2 AND i.external_id = k.id LIMIT 1) i
        """;

    private const string ByEmail = """
        SELECT k.address, h.customer_id FROM unnest($2::text[]) AS k(address) CROSS JOIN LATERAL (
          SELECT min(p.customer_id::text)::uuid AS customer_id FROM contact_points p
          LEFT JOIN customer_aliases a ON a.merchant_id = p.merchant_id AND a.customer_id = p.customer_id
          WHERE p.merchant_id = $1 AND p.normalized = k.address HAVING count(DISTINCT COALESCE(a.person_id, p.customer_id)) = 1) h
        """;

    private readonly List<CustomerProfile> made = [];

    private readonly Guests guests = new(chunk);

    private Dictionary<string, Guid> byIdentity = [];

    private Dictionary<string, Guid> byEmail = [];

    private HashSet<string> erased = [];

    public void AddLookUp(NpgsqlBatch batch, IReadOnlyList<ToldOrder> orders)
    {
        var addresses = orders.Where(o => o.CustomerId is null && o.Email is not null).Select(o => Normalized(o.Email!)).Distinct().ToArray();
        batch.AddLockOfAddresses(chunk.MerchantId, addresses);
        batch.Add(ByIdentity, chunk.MerchantId, chunk.Request.Source, orders.Select(o => o.CustomerId).OfType<string>().Distinct().ToArray());
        batch.Add(ByEmail, chunk.MerchantId, addresses);
        batch.AddTombstoneLookUp(chunk.MerchantId, [.. orders.SelectMany(NamesOf).Distinct()]);
    }

    public async Task ReadAsync(ResultSets results)
    {
        byIdentity = (await results.NextAsync(r => (r.GetString(0), r.GetGuid(1)))).ToDictionary();
        byEmail = (await results.NextAsync(r => (r.GetString(0), r.GetGuid(1)))).ToDictionary();
        erased = [.. await results.NextAsync(r => r.GetString(0))];
    }

    /// <summary>The order as it may be kept: who was erased, and is nobody we know, is left out of it.</summary>
    public ToldOrder WithoutErased(ToldOrder order)
    {
        var (known, key) = KeyOf(order);
        return erased.Count == 0 || known.ContainsKey(key) || !NamesOf(order).Any(erased.Contains) ? order : order with { CustomerId = null, Email = null };
    }

    /// <summary>Null: anonymous.</summary>
    public Guid? Of(ToldOrder order)
    {
        var (known, key) = KeyOf(order);
        if (key.Length == 0)
            return null;
        if (!known.TryGetValue(key, out var customerId))
            known.Add(key, customerId = Make(order));
        return customerId;
    }

    /// <summary>Orders of which the file tells an identity that nobody has yet, though they have a customer already.</summary>
    public Task NameGuestsAsync(List<(ToldOrder Order, Guid OrderId)> toldAgain, NpgsqlConnection connection, CancellationToken cancellationToken) =>
        guests.NameAsync(toldAgain, byIdentity, connection, cancellationToken);

    public void AddWrites(NpgsqlBatch batch)
    {
        guests.AddWrites(batch);
        if (made.Count == 0)
            return;
        chunk.Tally.Customers += made.Count;
        batch.AddCustomers(chunk.MerchantId, [.. made.Select(CustomerToStore.New)], chunk.Now);
    }

    private (Dictionary<string, Guid> Known, string Key) KeyOf(ToldOrder order) =>
        order.CustomerId is { } id ? (byIdentity, id) : (byEmail, order.Email is null ? "" : Normalized(order.Email));

    private IEnumerable<string> NamesOf(ToldOrder order)
    {
        if (order.CustomerId is { } id)
            yield return Tombstones.NameOf(new CustomerIdentity(chunk.Request.Source, id));
        if (order.Email is { } email)
            yield return Tombstones.NameOf(Normalized(email));
    }

    private Guid Make(ToldOrder order)
    {
        var report = new CustomerReport
        {
            Identity = order.CustomerId is { } id ? new CustomerIdentity(chunk.Request.Source, id) : null,
            Addresses = CustomerReports.AddressesOf(order.Email ?? guests.EmailOf(order), null, null),
            FirstContactAt = order.PlacedAt,
        };
        made.Add(CustomerProfile.New(Ids.New(chunk.Now), report, chunk.Now, chunk.Request.ImportedAt));
        chunk.Touch(made[^1].Id, made[^1].Id, order.PlacedAt);
        return made[^1].Id;
    }

    private static string Normalized(string email) => ContactAddresses.Email(email)!.Normalized;
}
