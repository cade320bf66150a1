using NodaTime;
using Npgsql;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Customers;
using RetentionApi.Domain.Merchants;
using RetentionApi.Erasures;
using RetentionApi.Merchants;
using RetentionApi.Orders;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Interactions;

/// <summary>What must be known before an interaction can be stored, read in one batch: the merchant, the interaction as it is, whose it is, and its product.</summary>
internal sealed class InteractionLookUp(CreateInteraction.Body body)
{
    private const string ProductBySku = "SELECT p.id, p.category FROM products p WHERE p.merchant_id = $1 AND p.sku = $2";

    private static readonly string FormerCustomer = $"""
        SELECT {CustomerReads.ProfileColumns} FROM {CustomerReads.ProfileTables} WHERE c.merchant_id = $1
          AND c.id = (SELECT COALESCE(a.person_id, i.customer_id) FROM interactions i LEFT JOIN customer_aliases a ON a.merchant_id = $1 AND a.customer_id = i.customer_id
                      WHERE i.merchant_id = $1 AND i.source = $2 AND i.external_id = $3)
        """;

    private const string OrderByKey = """
        SELECT o.id FROM orders o WHERE o.merchant_id = $1 AND o.id = $2
        UNION ALL SELECT o.id FROM orders o WHERE o.merchant_id = $1 AND o.source = $3 AND o.external_id = $4
        """;

    private readonly ExternalKey? order = ExternalReference.KeyOf(body.OrderId, body.Order);

    private StoredCustomer? named, former;

    private MerchantSettings? settings;

    private CustomerReport? Report { get; } = body.Customer is { } customer ? CustomerReports.Of(customer) : null;

    /// <summary>Nobody whom we know is named, but somebody who was erased.</summary>
    public bool IsOfErased { get; private set; }

    /// <summary>The interaction as it was reported before.</summary>
    public InteractionView? Stored { get; private set; }

    /// <summary>By the source's own clock, when it was reported before.</summary>
    public Instant? StoredUpdatedAt { get; private set; }

    /// <summary>It was reported before, of somebody whom only admins see.</summary>
    public bool IsOfRestricted => Stored is not null && former?.IsRestricted is true;

    public bool IsKnownVisit { get; private set; }

    public Guid? ProductId { get; private set; }

    public string? ProductCategory { get; private set; }

    public Guid? OrderId { get; private set; }

    public bool IsOrderUnknown => order is not null && OrderId is null;

    /// <summary>A product that only this interaction told of.</summary>
    public ProductToMake? NewProduct { get; private set; }

    public DateTimeZone Zone => settings!.Zone;

    public CooperationPolicy Policy => settings!.Policy.Cooperation;

    public void Add(NpgsqlBatch batch, Guid merchantId)
    {
        MerchantSettings.Add(batch, merchantId);
        batch.AddInteraction(merchantId, new ExternalKey(null, body.Source, body.ExternalId));
        batch.Add("SELECT i.source_updated_at FROM interactions i WHERE i.merchant_id = $1 AND i.source = $2 AND i.external_id = $3", merchantId, body.Source, body.ExternalId);
        batch.AddVisitLookUp(merchantId, body.Source, body.ExternalId);
        batch.Add(ProductBySku, merchantId, SqlValue.Of(body.ProductSku));
        batch.Add(FormerCustomer, merchantId, body.Source, body.ExternalId);
        if (body.CustomerId is { } id)
            batch.AddProfile(merchantId, new ExternalKey(id, null, null));
        else if (Report is not null)
            CustomerReports.AddLookUp(batch, merchantId, Report);
        if (Report is not null)
            batch.AddTombstoneLookUp(merchantId, Tombstones.NamesOf(Report));
        if (order is { } key)
            batch.Add(OrderByKey, key.Values(merchantId));
    }

    public async Task ReadAsync(NpgsqlDataReader reader, Guid merchantId, CancellationToken cancellationToken)
    {
        settings = await MerchantSettings.ReadAsync(reader, merchantId, cancellationToken);
        var results = new ResultSets(reader, cancellationToken);
        Stored = (await results.NextAsync(InteractionReads.Read)).SingleOrDefault();
        StoredUpdatedAt = (await results.NextAsync(r => (Instant?)r.GetFieldValue<Instant>(0))).SingleOrDefault();
        IsKnownVisit = (await results.NextAsync(r => r.GetBoolean(0))).Single();
        (ProductId, ProductCategory) = (await results.NextAsync(r => ((Guid?)r.GetGuid(0), r.TextOrNull(1)))).SingleOrDefault();
        former = (await results.NextAsync(r => CustomerReads.ReadProfile(r))).SingleOrDefault();
        named = (await results.NextAsync(r => CustomerReads.ReadProfile(r))).SingleOrDefault();
        IsOfErased = Report is not null && (await results.NextAsync(r => r.GetString(0))).Count > 0 && named is null;
        OrderId = order is null ? null : (await results.NextAsync(r => (Guid?)r.GetGuid(0))).SingleOrDefault();
    }

    public ReportedCustomer? Customer(Instant now) =>
        Report is not null ? ReportedCustomer.Of(Report, named, former, body.OccurredAt, now) : named is not null ? ReportedCustomer.AsKnown(named, body.CustomerId!.Value) : null;

    /// <summary>A product that nobody told us of yet gets its id here.</summary>
    public void NameNewProduct(Instant now)
    {
        if (body.ProductSku is not { } sku || ProductId is not null)
            return;
        NewProduct = new ProductToMake(Ids.New(now), sku, sku);
        ProductId = NewProduct.Id;
    }
}
