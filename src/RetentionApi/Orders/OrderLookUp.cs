using NodaTime;
using Npgsql;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Customers;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Orders;

/// <summary>What must be known before an order can be stored, read in one batch: the order as it is, who ordered, and the products.</summary>
internal sealed class OrderLookUp(CreateOrder.Body body)
{
    private readonly string[] skus = [.. body.Lines.Select(l => l.Sku).Distinct()];

    /// <summary>The order as it was reported before.</summary>
    public OrderView? Stored { get; private set; }

    /// <summary>Whom identity, id or address name.</summary>
    public StoredCustomer? Customer { get; private set; }

    /// <summary>Whom the order belonged to before.</summary>
    public StoredCustomer? FormerCustomer { get; private set; }

    public Dictionary<string, Guid> ProductIds { get; } = [];

    public List<ProductToMake> NewProducts { get; } = [];

    public CustomerReport? Report { get; } = body.Customer is { } customer ? CustomerReports.Of(customer) : null;

    public void Add(NpgsqlBatch batch, Guid merchantId)
    {
        batch.AddOrder(merchantId, new ExternalKey(null, body.Source, body.ExternalId));
        batch.Add("SELECT sku, id FROM products WHERE merchant_id = $1 AND sku = ANY($2)", merchantId, skus);
        if (body.CustomerId is { } id)
            batch.AddProfile(merchantId, new ExternalKey(id, null, null));
        else if (Report is not null)
            CustomerReports.AddLookUp(batch, merchantId, Report);
        if (Report is not null)
            batch.Add(
                $"SELECT {CustomerReads.ProfileColumns} FROM {CustomerReads.ProfileTables} WHERE c.merchant_id = $1 AND c.id = (SELECT o.customer_id FROM orders o WHERE o.merchant_id = $1 AND o.source = $2 AND o.external_id = $3)",
                merchantId, body.Source, body.ExternalId);
    }

    public async Task ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        Stored = await reader.ReadAsync(cancellationToken) ? OrderReads.Read(reader) : null;
        await reader.NextResultAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            ProductIds.Add(reader.GetString(0), reader.GetGuid(1));
        if (await reader.NextResultAsync(cancellationToken) && await reader.ReadAsync(cancellationToken))
            Customer = CustomerReads.ReadProfile(reader);
        if (Report is not null && await reader.NextResultAsync(cancellationToken) && await reader.ReadAsync(cancellationToken))
            FormerCustomer = CustomerReads.ReadProfile(reader);
    }

    /// <summary>Products that only a line told of get their ids here.</summary>
    public void NameNewProducts(Instant now)
    {
        foreach (var line in body.Lines.Where(l => !ProductIds.ContainsKey(l.Sku)))
        {
            var product = new ProductToMake(Ids.New(now), line.Sku, line.ProductName ?? line.Sku);
            ProductIds.Add(line.Sku, product.Id);
            NewProducts.Add(product);
        }
    }
}

/// <summary>Who ordered, and whether anything of them is to be stored with the order.</summary>
internal sealed record OrderCustomer(CustomerProfile Profile, bool IsToStore, IReadOnlyList<(Guid CustomerId, CustomerIdentity Identity)> NewIdentities)
{
    /// <summary>Null: the order is anonymous.</summary>
    public static OrderCustomer? Of(CreateOrder.Body body, OrderLookUp lookUp, Instant now)
    {
        if (lookUp.Report is not { } report)
            return lookUp.Customer is { } named ? new OrderCustomer(named.Profile, false, []) : null;
        if (report.Identity is null && report.Addresses.All(a => a.Address.Length == 0))
            return null;
        // A guest's identity that arrives later attaches to the guest, unless that one has another of the same source: then they stay two.
        var known = lookUp.Customer ?? (CanTake(lookUp.FormerCustomer, report.Identity) ? lookUp.FormerCustomer : null);
        if (known is null)
            return Stored(CustomerProfile.New(Ids.New(now), report with { FirstContactAt = report.FirstContactAt ?? body.PlacedAt }, now), null);
        // An order repeats what is known of its customer; only what differs is worth a write.
        var isStale = known.Profile.IsNewerThan(report) || (report.UpdatedAt is null && !known.Profile.LearnsFrom(report));
        return isStale ? new OrderCustomer(known.Profile, false, []) : Stored(known.Profile.With(report, now), known.Profile);
    }

    private static OrderCustomer Stored(CustomerProfile profile, CustomerProfile? known) => new(profile, true, CustomerReports.NewIdentities(profile, known));

    private static bool CanTake(StoredCustomer? guest, CustomerIdentity? identity) =>
        guest is not null && (identity is null || guest.Profile.Identities.All(i => i.Source != identity.Source));
}
