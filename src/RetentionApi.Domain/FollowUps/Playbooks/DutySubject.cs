using RetentionApi.Domain.Common;
using RetentionApi.Domain.Customers;
using RetentionApi.Domain.Interactions;
using RetentionApi.Domain.Orders;

namespace RetentionApi.Domain.FollowUps.Playbooks;

/// <summary>What a duty is about, as conditions look at it: found by its cause and its lines, so that it is the same for every trigger.</summary>
public sealed class DutySubject
{
    private readonly HashSet<Guid> lines;
    private readonly Interaction? enquiry;

    public DutySubject(CustomerRecord record, string cause, IReadOnlyList<Guid> orderLineIds)
    {
        Record = record;
        lines = [.. orderLineIds];
        enquiry = FactKey.InteractionId(cause) is { } id ? record.Interactions.FirstOrDefault(i => i.Id == id) : null;
        var key = FactKey.Base(cause);
        Orders = [.. record.Orders.Where(o => key == FactKey.Order(o.Id) || o.Lines.Any(line => lines.Contains(line.Id) || key == FactKey.OrderLine(line.Id)))];
    }

    public CustomerRecord Record { get; }

    public IReadOnlyList<Order> Orders { get; }

    public bool IsOfFirstOrder => Orders.Count > 0 && Record.Orders.Where(o => o.IsStanding).MinBy(o => (o.PlacedAt, o.Id)) is { } first && Orders.All(o => o.Id == first.Id);

    /// <summary>Of its lines, or where it names none, of all lines of its orders; of the product or category that an enquiry names.</summary>
    public IEnumerable<string> Categories => Orders
        .SelectMany(o => o.Lines).Where(line => lines.Count == 0 || lines.Contains(line.Id)).Select(line => line.ProductId)
        .Append(enquiry?.ProductId)
        .Select(id => id is { } known && Record.Products.TryGetValue(known, out var product) ? product.Category : null)
        .Append(enquiry?.Category)
        .OfType<string>();

    /// <param name="language">BCP 47; a language by itself stands for all of its regions.</param>
    public bool Speaks(string language) => Record.Language is { } own
        && (own.Equals(language, StringComparison.OrdinalIgnoreCase) || own.StartsWith(language + "-", StringComparison.OrdinalIgnoreCase));
}
