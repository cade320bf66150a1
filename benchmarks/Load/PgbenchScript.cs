using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using NodaTime;

namespace RetentionApi.Benchmarks.Load;

/// <summary>From the recorded statements of one request to a script for pgbench that does the same for ever new subjects, in as many round trips.</summary>
/// <param name="variables">pgbench's own lines in front, such as <c>\set customer random(1, 1000)</c>.</param>
/// <param name="standIns">By the text that stands in the recorded request, the SQL that takes its place: text, or a uuid where the text is one.</param>
/// <param name="recordedFrom">An id that was made since then stands for a new one: it needs the variable <c>report</c>.</param>
internal sealed partial class PgbenchScript(string variables, IReadOnlyDictionary<string, string> standIns, Instant recordedFrom)
{
    private readonly List<string> newIds = [];

    public string Of(IReadOnlyList<LoggedStatement> statements)
    {
        var script = new StringBuilder(variables).AppendLine().AppendLine(@"\startpipeline");
        var isWriting = false;
        foreach (var statement in statements)
        {
            if (!isWriting && statement.Sql.Contains("INSERT INTO", StringComparison.Ordinal))
            {
                isWriting = true; // what it writes depends on what it has read: another round trip
                script.AppendLine(@"\endpipeline").AppendLine(@"\startpipeline");
            }

            script.Append(Place().Replace(statement.Sql, place => Expression(statement.Values[int.Parse(place.Groups[1].ValueSpan, CultureInfo.InvariantCulture)]))).AppendLine(";");
        }

        return script.AppendLine(@"\endpipeline").ToString();
    }

    /// <summary>A literal without a type, so that it takes the type of its place as the parameter did; or an expression, where part of it changes.</summary>
    private string Expression(string? value)
    {
        if (value is null) return "NULL";
        if (ReplacementOf(value) is { } whole) return whole;
        var isJson = value.Contains("{\"", StringComparison.Ordinal); // it tells what happened, whatever that was
        if (isJson || !Replaceable().Matches(value).Any(part => ReplacementOf(part.Value) is not null)) return Literal(value);
        return value is ['{', .. var items, '}']
            ? $"ARRAY[{string.Join(", ", items.Split(',').Select(Expression))}]"
            : $"({string.Join(" || ", Replaceable().Split(value).Select(part => ReplacementOf(part) is { } changing ? $"{changing}::text" : Literal(part)))})";
    }

    private string? ReplacementOf(string text)
    {
        if (standIns.TryGetValue(text, out var sql)) return sql;
        if (!Guid.TryParseExact(text, "D", out var id) || MadeAt(id) < recordedFrom) return null;
        if (!newIds.Contains(text)) newIds.Add(text);
        return $"benchmarks.new_id(:report, {newIds.IndexOf(text)})";
    }

    private Regex Replaceable() => new($"({string.Join('|', standIns.Keys.Select(Regex.Escape).Append("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"))})");

    /// <summary>UUIDv7 begins with its milliseconds.</summary>
    private static Instant MadeAt(Guid id) => Instant.FromUnixTimeMilliseconds(long.Parse(id.ToString("N").AsSpan(0, 12), NumberStyles.HexNumber, CultureInfo.InvariantCulture));

    /// <summary>pgbench takes a colon for the beginning of a variable, even within quotes.</summary>
    private static string Literal(string text) =>
        $"E'{text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal).Replace(":", @"\072", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal)}'";

    [GeneratedRegex(@"\$(\d+)")]
    private static partial Regex Place();
}
