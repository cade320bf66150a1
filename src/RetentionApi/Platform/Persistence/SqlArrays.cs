namespace RetentionApi.Platform.Persistence;

internal static class SqlArrays
{
    /// <summary>One column of rows, as <c>unnest</c> takes them.</summary>
    public static TValue[] All<T, TValue>(IReadOnlyList<T> rows, Func<T, TValue> value)
    {
        var values = new TValue[rows.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = value(rows[i]);
        return values;
    }
}
