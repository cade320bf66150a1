using NodaTime;
using Npgsql;
using RetentionApi.Catalog;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Customers;
using RetentionApi.Erasures;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Orders;

/// <summary>What must be known before an order can be stored, read in one batch: the order as it is, who ordered, and the products.</summary>
internal sealed class OrderLookUp(CreateOrder.Body body)
{
    /// <summary>The person whose the order was, and the address by which it named them as a guest.</summary>
    private const string Former = $"""
        SELECT {CustomerReads.ProfileColumns}, guest.email AS guest_email, guest.phone AS guest_phone, guest.country AS guest_country
        FROM {CustomerReads.ProfileTables} LEFT JOIN LATERAL (
          SELECT g.* FROM orders o CROSS JOIN LATERAL ({OrderReads.GuestAddress}) g WHERE o.merchant_id = $1 AND o.source = $2 AND o.external_id = $3) guest ON true
        WHERE c.merchant_id = $1
          AND c.id = (SELECT CASE WHEN a.person_id IS NULL THEN o.customer_id ELSE a.person_id END FROM orders o
                      LEFT JOIN customer_aliases a ON a.merchant_id = $1 AND a.customer_id = o.customer_id WHERE o.merchant_id = $1 AND o.source = $2 AND o.external_id = $3)
        """;

    private readonly string[] skus = [.. body.Lines.Select(l => l.Sku).Distinct()];

    /// <summary>The order as it was reported before.</summary>
    public OrderView? Stored { get; private set; }

    /// <summary>Whom identity, id or address name.</summary>
    public StoredCustomer? Customer { get; private set; }

    /// <summary>Whom the order belonged to before, if anybody.</summary>
    public StoredCustomer? FormerCustomer { get; private set; }

    /// <summary>By what the order named them, where it told no identity.</summary>
    public IReadOnlyList<ContactAddress> GuestAddresses { get; private set; } = [];

    /// <summary>Nobody whom we know is named, but somebody who was erased.</summary>
    public bool IsOfErased { get; private set; }

    public Dictionary<string, Guid> ProductIds { get; } = [];

    public List<ProductToMake> NewProducts { get; } = [];

    public CustomerReport? Report { get; } = body.Customer is { } customer ? CustomerReports.Of(customer) : null;

    public void Add(NpgsqlBatch batch, Guid merchantId)
    {
        batch.AddOrder(merchantId, new ExternalKey(null, body.Source, body.ExternalId));
        batch.AddProductNames(merchantId, skus);
        if (body.CustomerId is { } id)
            batch.AddProfile(merchantId, new ExternalKey(id, null, null));
        else if (Report is not null)
            CustomerReports.AddLookUp(batch, merchantId, Report);
        if (Report is not null)
            batch.AddTombstoneLookUp(merchantId, Tombstones.NamesOf(Report));
        batch.Add(Former, merchantId, body.Source, body.ExternalId);
    }

    public async Task ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        Stored = await reader.ReadAsync(cancellationToken) ? OrderReads.Read(reader) : null;
        await reader.NextResultAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            ProductIds.Add(reader.GetString(0), reader.GetGuid(1));
        if ((body.CustomerId is not null || Report is not null) && await reader.NextResultAsync(cancellationToken) && await reader.ReadAsync(cancellationToken))
            Customer = CustomerReads.ReadProfile(reader);
        IsOfErased = Report is not null && await reader.NextResultAsync(cancellationToken) && await reader.ReadAsync(cancellationToken) && Customer is null;
        if (!await reader.NextResultAsync(cancellationToken) || !await reader.ReadAsync(cancellationToken))
            return;
        FormerCustomer = CustomerReads.ReadProfile(reader);
        string? Told(string column) => reader.TextOrNull(reader.GetOrdinal(column));
        GuestAddresses = CustomerReports.AddressesOf(Told("guest_email"), Told("guest_phone"), Told("guest_country"));
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

/// <summary>Who ordered.</summary>
internal static class OrderCustomer
{
    /// <summary>Null: nobody is named, or who was erased.</summary>
    public static ReportedCustomer? Of(CreateOrder.Body body, OrderLookUp lookUp, Instant now)
    {
        if (lookUp.Report is not { } report)
            return lookUp.Customer is { } named ? ReportedCustomer.AsKnown(named, body.CustomerId!.Value) : null;
        return report.NamesSomebody && !lookUp.IsOfErased ? ReportedCustomer.Of(report, lookUp.Customer, lookUp.FormerCustomer, body.PlacedAt, now, lookUp.GuestAddresses) : null;
    }
}
