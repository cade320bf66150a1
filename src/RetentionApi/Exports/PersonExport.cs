using System.Text.Json.Nodes;
using NodaTime;
using RetentionApi.Domain.Relationships;
using RetentionApi.Erasures;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Exports;

/// <param name="Capability">orders, cases, messaging …</param>
/// <param name="Table">Within it: orderLines …</param>
internal sealed record ExportedTable(string Capability, string Table, IReadOnlyList<JsonObject> Rows);

/// <summary>All that is kept of a person.</summary>
/// <param name="Ids">The survivor first, then all who were merged into them.</param>
/// <param name="Scores">What is concluded of them, and by which logic.</param>
internal sealed record PersonExport(IReadOnlyList<Guid> Ids, Instant AsOf, IReadOnlyList<ExportedTable> Tables, JsonObject Scores);

/// <summary>Reads what every table says that it shows of a person.</summary>
internal sealed class PersonExportReads(PersonalTables tables)
{
    private static readonly HashSet<string> Levels = ["level", "earned_level", "lapsing_to", "from_level", "to_level"];

    public int Count => tables.All.Count(t => t.ExportedBy is not null);

    /// <returns>Tables that hold nothing of them are there, and empty: that there is nothing is an answer too.</returns>
    public async Task<List<ExportedTable>> ReadAsync(MerchantScope scope, Guid[] customerIds, Func<int, Task> onDone, CancellationToken cancellationToken)
    {
        var exported = new List<ExportedTable>();
        foreach (var table in tables.All.Where(t => t.ExportedBy is not null))
        {
            await using var batch = scope.Batch();
            batch.Add($"SELECT row_to_json(x)::text FROM ({table.ExportedBy}) x", scope.MerchantId, customerIds);
            var rows = await batch.AllAsync(row => Shown(JsonNode.Parse(row.GetString(0))!.AsObject()), cancellationToken);
            exported.Add(new ExportedTable(table.Capability, SqlNames.CamelCase(table.Name), rows));
            await onDone(exported.Count);
        }

        return exported;
    }

    /// <summary>In the names of the API: levels in words, without the merchant's own id.</summary>
    private static JsonObject Shown(JsonObject row)
    {
        var shown = new JsonObject();
        foreach (var (column, value) in row.Where(member => member.Key != "merchant_id"))
            shown.Add(SqlNames.CamelCase(column), Levels.Contains(column) && value is JsonValue level && level.TryGetValue<int>(out var number) ? ((Level)number).Word() : value?.DeepClone());
        return shown;
    }
}
