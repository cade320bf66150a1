using Npgsql;
using RetentionApi.Catalog;
using RetentionApi.Domain.Common;
using RetentionApi.Orders;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Imports.Applying;

/// <summary>The products that order lines name; unknown ones are made, named by the first line that tells a name.</summary>
internal sealed class ImportedProducts(ImportChunk chunk)
{
    /// <summary>A product that an earlier line made without a name is called by its sku until one tells it.</summary>
    private const string Name = """
        UPDATE products p SET name = n.name, version = p.version + 1, updated_at = $4 FROM unnest($2::text[], $3::text[]) AS n(sku, name)
        WHERE p.merchant_id = $1 AND p.sku = n.sku AND p.name = p.sku
        """;

    /// <summary>The first name that the lines tell.</summary>
    private readonly Dictionary<string, string?> told = [];

    private readonly List<ProductToMake> made = [];

    private readonly List<(string Sku, string Name)> named = [];

    private Dictionary<string, Guid> ids = [];

    public void AddLookUp(NpgsqlBatch batch, IReadOnlyList<ToldOrder> orders)
    {
        foreach (var line in orders.SelectMany(o => o.Lines))
            if (!told.TryGetValue(line.Sku, out var name) || name is null)
                told[line.Sku] = line.ProductName;
        batch.AddProductNames(chunk.MerchantId, [.. told.Keys.Where(sku => chunk.ProductOf(sku) is null)]);
    }

    public async Task ReadAsync(ResultSets results)
    {
        var known = await results.NextAsync(r => (Sku: r.GetString(0), Id: r.GetGuid(1), Name: r.GetString(2)));
        ids = known.ToDictionary(p => p.Sku, p => p.Id);
        named.AddRange(known.Where(p => p.Name == p.Sku && told[p.Sku] is not null).Select(p => (p.Sku, told[p.Sku]!)));
        foreach (var (sku, name) in told.Where(t => chunk.ProductOf(t.Key) is null && !ids.ContainsKey(t.Key)))
            made.Add(new ProductToMake(Ids.New(chunk.Now), sku, name ?? sku));
        foreach (var product in made)
            ids.Add(product.Sku, product.Id);
        var toldBefore = known.Where(p => p.Name != p.Sku).Select(p => p.Sku).ToHashSet();
        foreach (var (sku, id) in ids.Where(p => told[p.Key] is not null || toldBefore.Contains(p.Key)))
            chunk.Learn(sku, id);
    }

    public Guid IdOf(string sku) => chunk.ProductOf(sku) ?? ids[sku];

    public void AddWrites(NpgsqlBatch batch)
    {
        chunk.Tally.Products += made.Count;
        batch.AddProductsOfLines(chunk.MerchantId, made, chunk.Now);
        if (named.Count > 0)
            batch.Add(Name, chunk.MerchantId, named.Select(n => n.Sku).ToArray(), named.Select(n => n.Name).ToArray(), chunk.Now);
    }
}
