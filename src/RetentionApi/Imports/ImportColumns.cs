using System.Text.Json;

namespace RetentionApi.Imports;

/// <summary>The columns of the files that can be imported: a name in snake_case for each member.</summary>
internal static class ImportColumns
{
    /// <summary>No column: it is told once for the whole file, among the defaults.</summary>
    public const string Source = "source";

    /// <summary>Columns whose values may look like numbers and are none.</summary>
    public static readonly IReadOnlySet<string> Ids = new HashSet<string> { "customer_id", "order_id", "sku", "phone" };

    private static readonly Dictionary<ImportKind, string[]> Names = new()
    {
        [ImportKind.Customers] = NamesOf<CustomerColumn>(),
        [ImportKind.Products] = NamesOf<ProductColumn>(),
        [ImportKind.Orders] = NamesOf<OrderColumn>(),
        [ImportKind.OrderLines] = NamesOf<OrderLineColumn>(),
    };

    private static readonly Dictionary<ImportKind, string[]> Needed = new()
    {
        [ImportKind.Customers] = [],
        [ImportKind.Products] = [NameOf(ProductColumn.Sku)],
        [ImportKind.Orders] = [NameOf(OrderColumn.OrderId), NameOf(OrderColumn.PlacedAt), NameOf(OrderColumn.Total)],
        [ImportKind.OrderLines] =
            [NameOf(OrderLineColumn.OrderId), NameOf(OrderLineColumn.PlacedAt), NameOf(OrderLineColumn.Sku), NameOf(OrderLineColumn.Quantity), NameOf(OrderLineColumn.UnitPrice)],
    };

    public static IReadOnlyList<string> Of(ImportKind kind) => Names[kind];

    /// <summary>What a file must have, or a default stand for.</summary>
    public static IReadOnlyList<string> NeededBy(ImportKind kind) => Needed[kind];

    /// <summary>Lines with the same value here belong together and are applied in one transaction; null: each line stands alone.</summary>
    public static int? GroupedBy(ImportKind kind) => kind == ImportKind.OrderLines ? (int)OrderLineColumn.OrderId : null;

    public static string NameOf<TColumn>(TColumn column)
        where TColumn : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(column.ToString());

    private static string[] NamesOf<TColumn>()
        where TColumn : struct, Enum => [.. Enum.GetValues<TColumn>().Select(NameOf)];
}

internal enum CustomerColumn
{
    CustomerId,
    Email,
    Phone,
    Name,
    Language,
    TimeZone,
    FirstContactAt,
    Tags,
}

internal enum ProductColumn
{
    Sku,
    Name,
    Category,
    Price,
    Currency,
    UseUpDays,
    WarrantyDays,
}

internal enum OrderColumn
{
    OrderId,
    PlacedAt,
    CustomerId,
    Email,
    Currency,
    Total,
    Status,
    Test,
}

internal enum OrderLineColumn
{
    OrderId,
    PlacedAt,
    CustomerId,
    Email,
    Sku,
    ProductName,
    Quantity,
    UnitPrice,
    Currency,
    Country,
    ShippedAt,
    DeliveredAt,
    Batch,
}
