using RetentionApi.Domain.Common;

namespace RetentionApi.Domain.FollowUps.Playbooks;

/// <summary>What can be asked of the fact and of the customer; a closed set.</summary>
public enum ConditionKind
{
    /// <summary>An order that it is about came to at least this `amount`; one in another currency does not.</summary>
    OrderTotalAtLeast,

    /// <summary>It is about a product of one of these categories.</summary>
    ProductCategoryIn,

    /// <summary>An order that it is about came from one of these sources.</summary>
    OrderSourceIn,

    /// <summary>It is about the first order of this customer.</summary>
    FirstOrderOnly,

    /// <summary>The customer has one of these tags.</summary>
    CustomerTagIn,

    /// <summary>The customer has none of these tags.</summary>
    CustomerTagNotIn,

    /// <summary>The customer's language is one of these; `zh` stands for all of `zh-CN`, `zh-TW` …</summary>
    LanguageIn,

    /// <summary>The customer stands on one of these levels.</summary>
    LevelIn,

    /// <summary>The customer's risk is in one of these bands.</summary>
    RiskBandIn,
}

/// <summary>One condition of a playbook. No expression language: what cannot be said with these is said by a tag.</summary>
/// <param name="Values">For all kinds that end in `In`: at least one.</param>
/// <param name="Amount">For `orderTotalAtLeast`.</param>
public sealed record PlaybookCondition(ConditionKind Kind, IReadOnlyList<string>? Values = null, Money? Amount = null)
{
    private static readonly string[] Bands = ["active", "cooling", "high", "lost"];

    private static readonly string[] Levels = ["basic", "proactive", "cooperative", "responsible", "interactive"];

    public bool Holds(DutySubject about) => Kind switch
    {
        ConditionKind.OrderTotalAtLeast => about.Orders.Any(o => o.Currency == Amount!.Value.Currency && o.Gross >= Amount.Value.Amount),
        ConditionKind.ProductCategoryIn => about.Categories.Any(Values!.Contains),
        ConditionKind.OrderSourceIn => about.Orders.Any(o => Values!.Contains(o.Source)),
        ConditionKind.FirstOrderOnly => about.IsOfFirstOrder,
        ConditionKind.CustomerTagIn => about.Record.Tags.Any(Values!.Contains),
        ConditionKind.CustomerTagNotIn => !about.Record.Tags.Any(Values!.Contains),
        ConditionKind.LanguageIn => Values!.Any(about.Speaks),
        ConditionKind.LevelIn => about.Record.KnownLevel is { } level && Values!.Contains(Explanation.NameOf(level)),
        ConditionKind.RiskBandIn => about.Record.KnownRiskBand is { } band && Values!.Contains(band),
        _ => throw new ArgumentOutOfRangeException(nameof(about), Kind, null),
    };

    /// <summary>In words.</summary>
    public Explanation Explain() => Kind switch
    {
        ConditionKind.OrderTotalAtLeast => Explanation.Of("condition.orderTotalAtLeast", ("amount", Amount!.Value.Amount), ("currency", Amount.Value.Currency)),
        ConditionKind.FirstOrderOnly => Explanation.Of("condition.firstOrderOnly"),
        _ => Explanation.Of("condition." + Explanation.NameOf(Kind), ("values", string.Join(", ", Values!))),
    };

    /// <returns>What is wrong with it; null: nothing.</returns>
    internal string? Problem => Kind switch
    {
        ConditionKind.OrderTotalAtLeast => Amount is { Amount: >= 0 } && Values is null ? null : "needs an amount, and no values",
        ConditionKind.FirstOrderOnly => Amount is null && Values is null ? null : "needs neither values nor amount",
        _ when Amount is not null || Values is not { Count: > 0 and <= 50 } || Values.Any(string.IsNullOrWhiteSpace) => "needs 1 to 50 values, and no amount",
        ConditionKind.LevelIn when Values.Except(Levels).Any() => $"values are of {string.Join(", ", Levels)}",
        ConditionKind.RiskBandIn when Values.Except(Bands).Any() => $"values are of {string.Join(", ", Bands)}",
        _ => null,
    };
}
