using System.Globalization;

namespace RetentionApi.Domain.Common;

/// <summary>
/// How a duty names its cause and an evidence its source: <c>{kind}:{id}</c>, with <c>#2</c>, <c>#3</c> … behind it where one fact stands for several in the course of time.
/// </summary>
public static class FactKey
{
    private const char Again = '#';

    public static string Customer(Guid id) => $"customer:{id}";

    public static string Order(Guid id) => $"order:{id}";

    public static string OrderLine(Guid id) => $"orderLine:{id}";

    public static string Return(Guid id) => $"return:{id}";

    public static string Interaction(Guid id) => $"interaction:{id}";

    /// <summary>Null where it names something else.</summary>
    public static Guid? InteractionId(string key) =>
        key.StartsWith("interaction:", StringComparison.Ordinal) && Guid.TryParse(Base(key).AsSpan("interaction:".Length), out var id) ? id : null;

    public static string Referral(Guid id) => $"referral:{id}";

    public static string FollowUp(Guid id) => $"followUp:{id}";

    /// <summary>Whether it names a reported fact, which a correction may withdraw.</summary>
    public static bool IsFact(string key) =>
        key.StartsWith("order:", StringComparison.Ordinal)
        || key.StartsWith("orderLine:", StringComparison.Ordinal)
        || key.StartsWith("interaction:", StringComparison.Ordinal);

    /// <summary>Whether a person asked for it, and no fact.</summary>
    public static bool IsByHand(string key) => key.StartsWith("hand:", StringComparison.Ordinal);

    /// <summary>The key without its number.</summary>
    public static string Base(string key) => key.IndexOf(Again) is >= 0 and var at ? key[..at] : key;

    /// <summary>1 for a key without a number.</summary>
    public static int Number(string key) => key.IndexOf(Again) is >= 0 and var at ? int.Parse(key.AsSpan(at + 1), CultureInfo.InvariantCulture) : 1;

    /// <summary>The first number of <paramref name="key"/> that none of <paramref name="used"/> has reached.</summary>
    public static string Next(string key, IEnumerable<string> used)
    {
        var last = 0;
        foreach (var other in used)
        {
            if (other.StartsWith(key, StringComparison.Ordinal) && (other.Length == key.Length || other[key.Length] == Again))
                last = Math.Max(last, Number(other));
        }

        return last == 0 ? key : $"{key}{Again}{last + 1}";
    }
}
