using System.Globalization;

namespace RetentionApi.Benchmarks;

/// <summary>One line of the table.</summary>
/// <param name="Limit">What was measured of the limit in the same run; empty where there is none.</param>
/// <param name="IsMet">Null: it has no goal, it is only told.</param>
internal sealed record Figure(string What, string Measured, string Limit, double? Ratio, string Goal, bool? IsMet)
{
    /// <param name="unit">Follows the number, such as "orders/s".</param>
    public static Figure OfLimit(string what, double rate, double limit, string unit, double goal) =>
        new(what, Text(rate, unit), Text(limit, unit), rate / limit, $"≥ {Number(goal)} ×", rate >= goal * limit);

    public static Figure AtLeast(string what, double measured, string unit, double goal) => new(what, Text(measured, unit), "", null, $"≥ {Text(goal, unit)}", measured >= goal);

    public static Figure AtMost(string what, double measured, string unit, double goal) => new(what, Text(measured, unit), "", null, $"≤ {Text(goal, unit)}", measured <= goal);

    public static Figure Told(string what, double measured, string unit) => new(what, Text(measured, unit), "", null, "", null);

    /// <summary>As a row of a Markdown table.</summary>
    public string Row => string.Create(
        CultureInfo.InvariantCulture, $"| {What} | {Measured} | {Limit} | {(Ratio is { } ratio ? $"{ratio:0.00}" : "")} | {Goal} | {IsMet switch { true => "yes", false => "**no**", null => "" }} |");

    private static string Text(double value, string unit) => $"{Number(value)} {unit}";

    private static string Number(double value) => value.ToString(value >= 100 ? "N0" : value >= 10 ? "0.#" : "0.##", CultureInfo.InvariantCulture);
}
