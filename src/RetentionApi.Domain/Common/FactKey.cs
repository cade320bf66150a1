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
    public static Guid? InteractionId(string key) => IdOf(key, "interaction:");

    public static string Interest(Guid id) => $"interest:{id}";

    /// <summary>Null where it names something else.</summary>
    public static Guid? InterestId(string key) => IdOf(key, "interest:");

    public static string Visit(Guid id) => $"visit:{id}";

    /// <summary>Null where it names something else.</summary>
    public static Guid? VisitId(string key) => IdOf(key, "visit:");

    public static string Advice(Guid id) => $"advice:{id}";

    public static string Referral(Guid id) => $"referral:{id}";

    public static string SurveyResponse(Guid id) => $"surveyResponse:{id}";

    public static string Suggestion(Guid id) => $"suggestion:{id}";

    /// <summary>What one customer asked for with others.</summary>
    public static string Voice(Guid suggestionId, Guid customerId) => $"suggestion:{suggestionId}:{customerId}";

    public static string BatchAlert(Guid id) => $"batchAlert:{id}";

    /// <summary>Null where it names something else.</summary>
    public static Guid? BatchAlertId(string key) => IdOf(key, "batchAlert:");

    public static string FollowUp(Guid id) => $"followUp:{id}";

    public static string Delivery(Guid id) => $"delivery:{id}";

    public static string Promise(Guid id) => $"promise:{id}";

    /// <summary>What the duties of a case name as their cause: one key for each time it was opened.</summary>
    public static string Case(Guid id, int run) => run == 1 ? $"case:{id}" : $"case:{id}{Again}{run}";

    /// <summary>What evidence about one run of a case names as its source. No number behind it: that would mean that an earlier row was withdrawn.</summary>
    public static string CaseRun(Guid id, int run) => run == 1 ? $"case:{id}" : $"case:{id}:{run}";

    /// <summary>What the duties of a review's improvements name as their cause; each is a step of its own.</summary>
    public static string Review(Guid id) => $"review:{id}";

    public static string Defection(Guid id) => $"defection:{id}";

    /// <summary>Null where it names something else.</summary>
    public static Guid? DefectionId(string key) => IdOf(key, "defection:");

    /// <summary>The id of what a key names; null where it names nothing by id.</summary>
    public static Guid? Id(string key)
    {
        var parts = Base(key).Split(':');
        return parts.Length > 1 && Guid.TryParse(parts[1], out var id) ? id : null;
    }

    /// <summary>Whether it names a reported fact, which a correction may withdraw.</summary>
    public static bool IsFact(string key) =>
        key.StartsWith("order:", StringComparison.Ordinal)
        || key.StartsWith("orderLine:", StringComparison.Ordinal)
        || key.StartsWith("interaction:", StringComparison.Ordinal)
        || key.StartsWith("interest:", StringComparison.Ordinal)
        || key.StartsWith("visit:", StringComparison.Ordinal)
        || key.StartsWith("batchAlert:", StringComparison.Ordinal);

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

    private static Guid? IdOf(string key, string kind) =>
        key.StartsWith(kind, StringComparison.Ordinal) && Guid.TryParse(Base(key).AsSpan(kind.Length), out var id) ? id : null;
}
