using Npgsql;

namespace RetentionApi.Platform.Persistence;

internal static class ReaderExtensions
{
    public static string? TextOrNull(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static T? ValueOrNull<T>(this NpgsqlDataReader row, int column)
        where T : struct => row.IsDBNull(column) ? null : row.GetFieldValue<T>(column);

    public static T? WordOrNull<T>(this NpgsqlDataReader row, int column)
        where T : struct, Enum => row.IsDBNull(column) ? null : EnumWords.Parse<T>(row.GetString(column));

    /// <summary>An array of ids; empty for NULL.</summary>
    public static Guid[] Ids(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? [] : row.GetFieldValue<Guid[]>(column);

    /// <summary>An array of text; empty for NULL.</summary>
    public static string[] Texts(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? [] : row.GetFieldValue<string[]>(column);
}
