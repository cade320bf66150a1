using System.Collections.Frozen;

namespace RetentionApi.Domain.Common;

/// <summary>An amount in a currency (ISO 4217), never with more decimals than the currency has.</summary>
public readonly record struct Money
{
    /// <summary>Of what anybody tells: no shop has such a price in any currency, and a thousand million orders of it can still be added up.</summary>
    public const decimal Largest = 1_000_000_000_000m;

    /// <summary>Decimals of the currencies that do not have two (ISO 4217, exponents).</summary>
    private static readonly FrozenDictionary<string, int> Exponents = new Dictionary<string, int>
    {
        ["BIF"] = 0,
        ["CLP"] = 0,
        ["DJF"] = 0,
        ["GNF"] = 0,
        ["ISK"] = 0,
        ["JPY"] = 0,
        ["KMF"] = 0,
        ["KRW"] = 0,
        ["PYG"] = 0,
        ["RWF"] = 0,
        ["UGX"] = 0,
        ["UYI"] = 0,
        ["VND"] = 0,
        ["VUV"] = 0,
        ["XAF"] = 0,
        ["XOF"] = 0,
        ["XPF"] = 0,
        ["BHD"] = 3,
        ["IQD"] = 3,
        ["JOD"] = 3,
        ["KWD"] = 3,
        ["LYD"] = 3,
        ["OMR"] = 3,
        ["TND"] = 3,
        ["CLF"] = 4,
        ["UYW"] = 4,
    }.ToFrozenDictionary();

    private Money(decimal amount, string currency) => (Amount, Currency) = (amount, currency);

    public decimal Amount { get; }

    public string Currency { get; }

    public static int DecimalsOf(string currency) => Exponents.GetValueOrDefault(currency, 2);

    public static bool IsCurrency(string text) => text.Length == 3 && text.All(char.IsAsciiLetterUpper);

    public static Result<Money> Of(decimal amount, string currency)
    {
        if (!IsCurrency(currency))
            return Error.Refused("money.currency", "A currency is three capital letters (ISO 4217), like CNY.");
        if (Math.Abs(amount) > Largest)
            return Error.Refused("money.too_large", "An amount is at most a million million.");
        if (amount != Math.Round(amount, DecimalsOf(currency)))
            return Error.Refused("money.scale", $"{currency} has {DecimalsOf(currency)} decimals.");
        return new Money(amount, currency);
    }

    /// <summary>What the product itself computed, to the currency's decimals; away from zero where it stands in the middle.</summary>
    public static Money Rounded(decimal amount, string currency) => new(Math.Round(amount, DecimalsOf(currency), MidpointRounding.AwayFromZero), currency);

    public override string ToString() => FormattableString.Invariant($"{Amount} {Currency}");
}
