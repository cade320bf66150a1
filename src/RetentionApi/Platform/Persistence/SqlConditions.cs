namespace RetentionApi.Platform.Persistence;

/// <summary>A WHERE that grows with the filters that were asked for; every value is a parameter, the merchant always the first.</summary>
internal sealed class SqlConditions
{
    private readonly List<string> conditions;

    private readonly List<object?> values;

    public SqlConditions(Guid merchantId, string table = "s") => (conditions, values) = ([$"{table}.merchant_id = $1"], [merchantId]);

    private SqlConditions(SqlConditions other) => (conditions, values) = ([.. other.conditions], [.. other.values]);

    public object?[] Values => [.. values];

    public SqlConditions Copy() => new(this);

    /// <summary>The statement that goes by these conditions, with their values.</summary>
    public SqlStatement In(string statement) => new(statement, Values);

    public void Add(string condition) => conditions.Add(condition);

    /// <summary>The placeholder that stands for the value.</summary>
    public string Value(object? value)
    {
        values.Add(value);
        return FormattableString.Invariant($"${values.Count}");
    }

    public override string ToString() => string.Join(" AND ", conditions);
}

internal readonly record struct SqlStatement(string Text, object?[] Values);
