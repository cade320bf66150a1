using RetentionApi.Domain.Catalog;
using RetentionApi.Domain.Customers;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Merchants;
using RetentionApi.Domain.Orders;

namespace RetentionApi.Domain.Relationships.Expected;

/// <summary>A line with its order.</summary>
internal readonly record struct OrderedLine(Order Order, OrderLine Line);

/// <summary>One customer's facts, and the evidence found so far.</summary>
internal sealed class Expectation
{
    private readonly Dictionary<(string Source, EvidenceKind Kind), ExpectedEvidence> found = [];

    public Expectation(CustomerRecord record, IReadOnlyList<FollowUp> followUps, DutyRules rules)
    {
        (Record, Rules) = (record, rules);
        FollowUps = [.. followUps.Where(f => f.Status is not FollowUpStatus.Cancelled)];
        Orders = [.. record.Orders.Where(o => o.IsStanding).OrderBy(o => o.PlacedAt).ThenBy(o => o.Id)];
        if (FollowUps.Any(f => f.OrderLineIds.Count > 0))
            Lines = Orders.SelectMany(o => o.Lines.Select(line => new OrderedLine(o, line))).ToDictionary(l => l.Line.Id);
    }

    public CustomerRecord Record { get; }

    public DutyRules Rules { get; }

    public Policy Policy => Rules.Policy;

    /// <summary>Without the cancelled ones, which leave nothing.</summary>
    public FollowUp[] FollowUps { get; }

    /// <summary>The standing ones, oldest first: tests, cancelled and unpaid orders leave nothing.</summary>
    public Order[] Orders { get; }

    /// <summary>The lines of standing orders, if a duty names any.</summary>
    public IReadOnlyDictionary<Guid, OrderedLine> Lines { get; } = new Dictionary<Guid, OrderedLine>();

    /// <summary>Ids of the lines that were bought on advice.</summary>
    public HashSet<Guid> BoughtOnAdvice { get; } = [];

    /// <summary>Those of them whose advice the customer said they regret: to send such a line back says it no second time.</summary>
    public HashSet<Guid> RegrettedInWords { get; } = [];

    public IReadOnlyCollection<ExpectedEvidence> All => found.Values;

    public Product? Product(Guid? id) => id is { } known ? Record.Products.GetValueOrDefault(known) : null;

    /// <summary>Of two for one source and kind the earlier stays.</summary>
    public void Add(ExpectedEvidence evidence)
    {
        var key = (evidence.Source, evidence.Kind);
        if (!found.TryGetValue(key, out var earlier) || evidence.OccurredAt < earlier.OccurredAt)
            found[key] = evidence;
    }

    public bool Has(string source, EvidenceKind kind) => found.ContainsKey((source, kind));
}
