namespace RetentionApi.Reports;

internal static class Shares
{
    /// <summary>0 to 1 with four places; null: of nothing.</summary>
    public static decimal? Of(long part, long whole) => whole == 0 ? null : Math.Round((decimal)part / whole, 4);
}
