namespace RetentionApi.Churn;

/// <summary>A history of whole days in 64 bits: x in 16, t_x in 24, T in 24 (45,000 years), so that keys sort as (x, t_x, T).</summary>
internal static class HistoryKey
{
    private const int DayBits = 24;
    private const ulong DayMask = (1UL << DayBits) - 1;

    public static ulong Pack(PurchaseHistory history)
    {
        if (history.Repeats > ushort.MaxValue || history.Age > DayMask)
            throw new ArgumentException($"No shop has seen {history.Repeats} order days of one customer in {history.Age} days.");
        return ((ulong)history.Repeats << (2 * DayBits)) | ((ulong)history.AgeAtLastOrder << DayBits) | (ulong)history.Age;
    }

    public static PurchaseHistory Unpack(ulong key) => new((int)(key >> (2 * DayBits)), (key >> DayBits) & DayMask, key & DayMask);
}
