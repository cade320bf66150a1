using System.Globalization;
using NodaTime;

namespace RetentionApi.Demo;

/// <summary>Something that happened in the shop.</summary>
/// <param name="Customer">Whose it is; null for the shop's own. What happens to one customer must be told in this order.</param>
public abstract record DemoFact(Instant At, DemoCustomer? Customer);

public sealed record ProductListed(Instant At, DemoProduct Product) : DemoFact(At, null);

/// <summary>The shop's first contact with somebody who has an identity.</summary>
public sealed record CustomerSeen(Instant At, DemoCustomer Who) : DemoFact(At, Who);

/// <summary>What the customer said, when they made their account, about being asked how things are.</summary>
public sealed record ConsentTold(Instant At, DemoCustomer Who, bool IsGranted) : DemoFact(At, Who);

public sealed record Visited(Instant At, DemoCustomer Who, DemoProduct Product) : DemoFact(At, Who)
{
    public string ExternalId => string.Create(CultureInfo.InvariantCulture, $"v-{Who.Number}-{At.ToUnixTimeSeconds()}");
}

/// <param name="Order">0 before the first order; with the customer it makes the enquiry's name.</param>
/// <param name="IsAdviceWanted">Then there is no product.</param>
/// <param name="AnsweredAt">When the merchant will answer; null: never.</param>
public sealed record EnquiryMade(Instant At, DemoCustomer Who, int Order, DemoProduct? Product, bool IsAdviceWanted, string Summary, Instant? AnsweredAt)
    : DemoFact(At, Who)
{
    public string ExternalId => string.Create(CultureInfo.InvariantCulture, $"e-{Who.Number}-{Order}");
}

public sealed record EnquiryAnswered(Instant At, EnquiryMade Enquiry) : DemoFact(At, Enquiry.Who);

public sealed record OrderPlaced(Instant At, DemoOrder Order) : DemoFact(At, Order.Customer);

public sealed record OrderDelivered(Instant At, DemoOrder Order) : DemoFact(At, Order.Customer);

/// <param name="Reason">The API's word: fault, notAsDescribed, damaged, wrongItem, unsuitable, changedMind.</param>
/// <param name="Lines">Whole lines.</param>
public sealed record GoodsReturned(Instant At, DemoOrder Order, string Reason, IReadOnlyList<DemoLine> Lines) : DemoFact(At, Order.Customer);

/// <summary>The merchant asked how the goods are.</summary>
/// <param name="Ratings">By line, 1 to 5; empty: no answer.</param>
public sealed record QualityAsked(Instant At, DemoOrder Order, IReadOnlyList<int> Ratings) : DemoFact(At, Order.Customer);

/// <param name="Rating">1 to 5.</param>
public sealed record ReviewWritten(Instant At, DemoOrder Order, DemoProduct Product, int Rating) : DemoFact(At, Order.Customer);

/// <param name="Number">The customer's first, second …</param>
/// <param name="DeliveredAt">The truth; it may lie ahead.</param>
/// <param name="IsDeliveryReported">Some carriers never tell.</param>
public sealed record DemoOrder(
    DemoCustomer Customer, int Number, Instant PlacedAt, IReadOnlyList<DemoLine> Lines, Instant PromisedAt, Instant DeliveredAt, bool IsDeliveryReported)
{
    public string ExternalId => string.Create(CultureInfo.InvariantCulture, $"o-{Customer.Number}-{Number}");

    public bool IsLate => DeliveredAt > PromisedAt;

    public bool HasDefect => Lines.Any(l => l.IsDefective);

    public decimal Total => Lines.Sum(l => l.Quantity * l.Product.Price);
}

/// <param name="Number">1, 2, 3 … within the order.</param>
/// <param name="IsDefective">The truth, whether or not the customer ever says so.</param>
public sealed record DemoLine(int Number, DemoProduct Product, string Batch, int Quantity, bool IsDefective);
