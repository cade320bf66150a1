using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace RetentionApi.Platform.Persistence;

/// <summary>Values that may be NULL, with the type that PostgreSQL could not guess.</summary>
internal static class SqlValue
{
    public static NpgsqlParameter Of(Guid? value) => new() { Value = value is { } some ? some : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid };

    public static NpgsqlParameter Of(long? value) => new() { Value = value is { } some ? some : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint };

    public static NpgsqlParameter Of(LocalDate? value) => new() { Value = value is { } some ? some : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Date };

    public static NpgsqlParameter Of(double? value) => new() { Value = value is { } some ? some : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Double };

    public static NpgsqlParameter Of(string? value) => new() { Value = value is { } some ? some : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };

    public static void AddValues(this NpgsqlBatchCommand command, params object[] values)
    {
        foreach (var value in values)
            command.Parameters.Add(value as NpgsqlParameter ?? new NpgsqlParameter { Value = value });
    }
}
