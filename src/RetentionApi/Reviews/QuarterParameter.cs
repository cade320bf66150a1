using RetentionApi.Domain.Reviews;

namespace RetentionApi.Reviews;

/// <summary>A quarter, <c>2026-Q1</c>, in a query string.</summary>
internal readonly record struct QuarterParameter(Quarter Quarter)
{
    public static bool TryParse(string? text, out QuarterParameter parameter)
    {
        var isQuarter = Quarter.TryParse(text, out var quarter);
        parameter = new QuarterParameter(quarter);
        return isQuarter;
    }
}
