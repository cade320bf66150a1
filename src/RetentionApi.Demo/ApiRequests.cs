using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;

namespace RetentionApi.Demo;

/// <summary>A request by which a storefront reports a fact.</summary>
/// <param name="Customer">The number of whom it concerns: to be sent after what was sent of the same customer before. Null: before all others.</param>
public sealed record ApiRequest(string Path, string Json, int? Customer)
{
    public HttpMethod Method { get; init; } = HttpMethod.Post;
}

/// <summary>Tells the service's API what happened.</summary>
public static class ApiRequests
{
    /// <summary>Under what name the storefront's ids are known.</summary>
    public const string Source = "demo";

    internal const string Currency = "CNY";

    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static ApiRequest Of(DemoFact fact) => fact switch
    {
        ProductListed listed => Request(fact, "/v1/products", Product(listed.Product)),
        CustomerSeen seen => Request(fact, "/v1/customers", Customer(seen.Who)),
        ConsentTold told => Consent(told),
        OrderPlaced placed => Request(fact, "/v1/orders", Order(placed.Order)),
        OrderDelivered delivered => Request(fact, $"/v1/orders/~{Source}:{delivered.Order.ExternalId}/deliveries",
            new { promisedAt = Text(delivered.Order.PromisedAt), deliveredAt = Text(delivered.At), updatedAt = Text(delivered.At) }),
        GoodsReturned returned => Request(fact, $"/v1/orders/~{Source}:{returned.Order.ExternalId}/returns", Return(returned)),
        EnquiryMade asked => Interaction(fact, asked.ExternalId, "enquiry", "chat", asked.Summary, asked.Product, isAdviceWanted: asked.IsAdviceWanted ? true : null),
        EnquiryAnswered answered => Request(fact, $"/v1/interactions/~{Source}:{answered.Enquiry.ExternalId}/answer",
            new { text = "您好，已为您详细解答。", answeredAt = Text(answered.At) }),
        Visited visited => Interaction(fact, visited.ExternalId, "visit", "web", null, visited.Product),
        ReviewWritten review => Interaction(
            fact, $"r-{review.Order.ExternalId}", "review", "web", review.Rating >= 4 ? "很好" : "失望", review.Product, review.Rating),
        QualityAsked asked => Interaction(fact, $"q-{asked.Order.ExternalId}", "call", "phone", Answer(asked), null, direction: "outbound"),
        _ => throw new ArgumentException($"Nobody can be told of {fact.GetType().Name}.", nameof(fact)),
    };

    internal static string Text(Instant instant) => InstantPattern.General.Format(instant);

    internal static string Text(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);

    private static object Money(decimal amount) => new { amount = Text(amount), currency = Currency };

    private static ApiRequest Request(DemoFact fact, string path, object body) => new(path, JsonSerializer.Serialize(body, Plain), fact.Customer?.Number);

    private static ApiRequest Consent(ConsentTold told)
    {
        var body = new { granted = told.IsGranted, source = "account", wording = "可以问我用得怎么样。", occurredAt = Text(told.At) };
        return Request(told, $"/v1/customers/~{Source}:{told.Who.ExternalId}/consents/email/survey", body) with { Method = HttpMethod.Put };
    }

    private static object Product(DemoProduct product) => new
    {
        sku = product.Sku,
        name = NameOf(product),
        category = product.Category,
        price = Money(product.Price),
        returnable = product.IsReturnable,
        facts = product.Facts,
        claims = product.Claims.Count == 0 ? null : product.Claims,
        stock = 60,
        useUpDays = product.UseUpDays,
        warrantyDays = product.WarrantyDays,
        followUpPlan = product.FirstCheckDays is { } first ? new { qualityCheckAfter = $"P{first}D", secondQualityCheckAfter = $"P{first * 3}D" } : null,
    };

    internal static string NameOf(DemoProduct product) => $"{product.Name} · {product.EnglishName}";

    private static object Customer(DemoCustomer customer) => new
    {
        source = customer.ExternalId is null ? null : Source,
        externalId = customer.ExternalId,
        name = customer.Name,
        email = customer.Email,
        phone = customer.Phone,
        language = customer.Language,
        timeZone = customer.TimeZone,
        country = customer.Country,
        tags = customer.Tags,
        firstContactAt = Text(customer.FirstContactAt),
    };

    /// <summary>Enough to know the customer again.</summary>
    private static object Reference(DemoCustomer customer) => customer.ExternalId is { } id
        ? new { source = Source, externalId = id }
        : new { name = customer.Name, email = customer.Email, language = customer.Language, country = customer.Country };

    private static object Order(DemoOrder order) => new
    {
        source = Source,
        externalId = order.ExternalId,
        placedAt = Text(order.PlacedAt),
        currency = Currency,
        customer = Reference(order.Customer),
        payment = "paid",
        country = order.Customer.Country,
        lines = order.Lines.Select(l => new
        {
            number = l.Number,
            sku = l.Product.Sku,
            productName = NameOf(l.Product),
            quantity = l.Quantity,
            unitPrice = Money(l.Product.Price),
            batch = l.Batch,
        }),
    };

    private static object Return(GoodsReturned returned) => new
    {
        externalId = $"r-{returned.Order.ExternalId}",
        reason = returned.Reason,
        returnedAt = Text(returned.At),
        lines = returned.Lines.Select(l => new { lineNumber = l.Number, quantity = l.Quantity }),
        refund = Money(returned.Lines.Sum(l => l.Quantity * l.Product.Price)),
    };

    private static ApiRequest Interaction(
        DemoFact fact, string externalId, string kind, string channel, string? summary, DemoProduct? product,
        int? rating = null, bool? isAdviceWanted = null, string direction = "inbound") =>
        Request(fact, "/v1/interactions", new
        {
            source = Source,
            externalId,
            kind,
            direction,
            occurredAt = Text(fact.At),
            customer = Reference(fact.Customer!),
            channel,
            summary,
            productSku = product?.Sku,
            category = product?.Category,
            adviceWanted = isAdviceWanted,
            rating,
        });

    private static string Answer(QualityAsked asked) => asked.Ratings.Count == 0
        ? "回访：无人接听"
        : $"回访：{string.Join('；', asked.Order.Lines.Zip(asked.Ratings, (line, rating) => $"{line.Product.Name} {rating} 分"))}";
}
