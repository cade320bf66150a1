using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace RetentionApi.Demo;

/// <summary>The shop as files to import, line by line without line ends. The columns are those of the import; the source is to be told beside,
/// as <see cref="ApiRequests.Source"/>.</summary>
public static class DemoFiles
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[]
        ProductColumns = ["sku", "name", "category", "price", "currency", "use_up_days", "warranty_days"],
        CustomerColumns = ["customer_id", "email", "phone", "name", "language", "time_zone", "first_contact_at", "tags"],
        OrderColumns = ["order_id", "placed_at", "customer_id", "email", "currency", "total", "status", "test"],
        LineColumns = ["order_id", "placed_at", "customer_id", "email", "sku", "product_name", "quantity", "unit_price", "currency", "country", "delivered_at", "batch"];

    /// <param name="kind">products, customers (who have an account or were seen), orders or order-lines.</param>
    /// <param name="format">csv (with a header) or ndjson.</param>
    public static IEnumerable<string> Lines(DemoShop shop, string kind, string format)
    {
        var (columns, rows) = kind switch
        {
            "products" => (ProductColumns, DemoShop.Products.Select(Product)),
            "customers" => (CustomerColumns, shop.Facts().OfType<CustomerSeen>().Select(seen => Customer(seen.Who))),
            "orders" => (OrderColumns, Orders(shop).Select(Order)),
            "order-lines" => (LineColumns, Orders(shop).SelectMany(order => order.Lines.Select(line => Line(shop, order, line)))),
            _ => throw new ArgumentException($"There is no file of {kind}.", nameof(kind)),
        };
        return format switch
        {
            "csv" => rows.Select(Csv).Prepend(Csv(columns)),
            "ndjson" => rows.Select(row => Json(columns, row)),
            _ => throw new ArgumentException($"There is no format {format}.", nameof(format)),
        };
    }

    private static IEnumerable<DemoOrder> Orders(DemoShop shop) => shop.Facts().OfType<OrderPlaced>().Select(placed => placed.Order);

    private static string?[] Product(DemoProduct product) =>
    [
        product.Sku, ApiRequests.NameOf(product), product.Category, ApiRequests.Text(product.Price), ApiRequests.Currency,
        Text(product.UseUpDays), Text(product.WarrantyDays),
    ];

    private static string?[] Customer(DemoCustomer who) =>
    [
        who.ExternalId, who.Email, who.Phone, who.Name, who.Language, who.TimeZone, ApiRequests.Text(who.FirstContactAt),
        who.Tags.Count == 0 ? null : string.Join(';', who.Tags),
    ];

    private static string?[] Order(DemoOrder order) =>
    [
        order.ExternalId, ApiRequests.Text(order.PlacedAt), order.Customer.ExternalId, order.Customer.Email,
        ApiRequests.Currency, ApiRequests.Text(order.Total), "placed", "false",
    ];

    private static string?[] Line(DemoShop shop, DemoOrder order, DemoLine line) =>
    [
        order.ExternalId, ApiRequests.Text(order.PlacedAt), order.Customer.ExternalId, order.Customer.Email,
        line.Product.Sku, ApiRequests.NameOf(line.Product), Text(line.Quantity), ApiRequests.Text(line.Product.Price), ApiRequests.Currency,
        order.Customer.Country, IsKnown(shop, order) ? ApiRequests.Text(order.DeliveredAt) : null, line.Batch,
    ];

    private static bool IsKnown(DemoShop shop, DemoOrder order) => order.IsDeliveryReported && order.DeliveredAt < shop.Until;

    private static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string Csv(string?[] row) => string.Join(',', row.Select(Quoted));

    private static string? Quoted(string? field) =>
        field.AsSpan().ContainsAny(",\"\r\n") ? $"\"{field!.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;

    private static string Json(string[] columns, string?[] row) =>
        JsonSerializer.Serialize(columns.Zip(row).Where(member => member.Second is not null).ToDictionary(member => member.First, member => member.Second), Plain);
}
