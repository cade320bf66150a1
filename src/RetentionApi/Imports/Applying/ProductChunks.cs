using Npgsql;
using RetentionApi.Catalog;
using RetentionApi.Domain.Common;
using RetentionApi.Interests;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Imports.Applying;

/// <summary>Products, a line each, known by their sku; what a line does not tell stays as it is.</summary>
internal sealed class ProductChunks : IChunkApplication
{
    public ImportKind Kind => ImportKind.Products;

    public async Task ApplyAsync(ImportChunk chunk, NpgsqlConnection connection, NpgsqlBatch writes, CancellationToken cancellationToken)
    {
        var values = new LineValues(chunk);
        var products = new Dictionary<string, ProductToStore>();
        foreach (var line in chunk.Lines)
        {
            var product = Read(values.Of(line), chunk);
            if (values.Problem is { } problem)
                chunk.Refuse(line, ImportProblems.Invalid, problem);
            else
                products[product.Sku] = products.TryGetValue(product.Sku, out var earlier) ? earlier.With(product) : product;
        }

        if (products.Count == 0)
            return;
        await using var batch = connection.CreateBatch();
        batch.AddProducts(chunk.MerchantId, [.. products.Values], chunk.Now);
        batch.AddNewsOfProducts(chunk.MerchantId, [.. products.Keys], chunk.Now);
        var (made, changed) = (await batch.AllAsync(r => (r.GetInt64(0), r.GetInt64(1)), cancellationToken)).Single();
        chunk.Tally.Products += made;
        chunk.Tally.Changed += changed;
        chunk.Tally.Unchanged += products.Count - made - changed;
    }

    private static ProductToStore Read(LineValues values, ImportChunk chunk)
    {
        var price = values.Number(ProductColumn.Price);
        var currency = price is null ? null : values.Text(ProductColumn.Currency) ?? chunk.Settings.Currency;
        values.Must(ProductColumn.Price, price is null or >= 0, "must not be negative");
        values.Must(ProductColumn.Currency, currency is null || Money.IsCurrency(currency), "is not three capital letters (ISO 4217)");
        return new ProductToStore(
            Ids.New(chunk.Now), values.Needed(ProductColumn.Sku, 128), values.Text(ProductColumn.Name, 500), values.Text(ProductColumn.Category), price, currency,
            values.Days(ProductColumn.UseUpDays), values.Days(ProductColumn.WarrantyDays));
    }
}
