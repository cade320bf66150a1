using System.Globalization;
using NodaTime;

namespace RetentionApi.Domain.Reviews;

/// <summary>Three months of the calendar, by the merchant's clock; written <c>2026-Q1</c>.</summary>
/// <param name="Number">1 to 4.</param>
public readonly record struct Quarter(int Year, int Number)
{
    /// <summary>Its first day.</summary>
    public LocalDate Begins => new(Year, (3 * Number) - 2, 1);

    /// <summary>The first day after it.</summary>
    public LocalDate Ends => Begins.PlusMonths(3);

    public Quarter Next => Of(Ends);

    public Quarter Previous => Of(Begins.PlusDays(-1));

    public static Quarter Of(LocalDate day) => new(day.Year, (day.Month + 2) / 3);

    public static bool TryParse(string? text, out Quarter quarter)
    {
        quarter = default;
        if (text is not [_, _, _, _, '-', 'Q', >= '1' and <= '4' and var number] || !int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year == 0)
            return false;
        quarter = new Quarter(year, number - '0');
        return true;
    }

    /// <exception cref="FormatException">It is none.</exception>
    public static Quarter Parse(string text) => TryParse(text, out var quarter) ? quarter : throw new FormatException($"{text} is no quarter");

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:D4}-Q{Number}");
}
