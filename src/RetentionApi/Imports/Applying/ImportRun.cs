namespace RetentionApi.Imports.Applying;

/// <summary>An import as one process applies it: where it stands is in the database, here is what spares looking it up again.</summary>
internal sealed class ImportRun(Guid merchantId, Guid importId, ImportRequest request, ImportPages pages) : IAsyncDisposable
{
    private const int MostProducts = 50_000;

    private readonly Dictionary<string, Guid> products = [];

    public Guid MerchantId => merchantId;

    public Guid ImportId => importId;

    public ImportRequest Request => request;

    public ImportPages Pages => pages;

    public Guid? ProductOf(string sku) => products.TryGetValue(sku, out var id) ? id : null;

    public void Remember(IReadOnlyList<(string Sku, Guid ProductId)> learned)
    {
        foreach (var (sku, id) in learned.Take(MostProducts - products.Count))
            products.TryAdd(sku, id);
    }

    public ValueTask DisposeAsync() => pages.DisposeAsync();
}
