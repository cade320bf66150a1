using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Json;

namespace RetentionApi.Exports;

/// <summary>An export as a file: a JSON document, or a zip with one CSV a table.</summary>
internal static class ExportFiles
{
    private static readonly JsonSerializerOptions Indented = new(JsonDefaults.Options) { WriteIndented = true };

    public static async Task<byte[]> OfAsync(PersonExport export, ExportFormat format) => format is ExportFormat.Csv ? await ZipAsync(export) : Document(export);

    private static byte[] Document(PersonExport export)
    {
        var document = new JsonObject
        {
            ["customerId"] = export.Ids[0],
            ["mergedIds"] = new JsonArray([.. export.Ids.Skip(1).Select(id => (JsonNode)JsonValue.Create(id))]),
            ["asOf"] = JsonSerializer.SerializeToNode(export.AsOf, JsonDefaults.Options),
            ["scores"] = export.Scores.DeepClone(),
        };
        foreach (var capability in export.Tables.GroupBy(t => t.Capability))
            document[capability.Key] = new JsonObject(capability.Select(t => KeyValuePair.Create<string, JsonNode?>(t.Table, new JsonArray([.. t.Rows.Select(r => r.DeepClone())]))));
        return JsonSerializer.SerializeToUtf8Bytes(document, Indented);
    }

    private static async Task<byte[]> ZipAsync(PersonExport export)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            await WriteAsync(zip, "scores", ["score", "name", "value"], export.Scores.SelectMany(score => Leaves("", score.Value).Select(leaf => new[] { score.Key, leaf.Path, leaf.Value })));
            foreach (var table in export.Tables)
                await WriteAsync(
                    zip, $"{table.Capability}-{table.Table}", [.. table.Rows.Count == 0 ? [] : table.Rows[0].Select(m => m.Key)], table.Rows.Select(row => row.Select(m => FieldOf(m.Value))));
        }

        return stream.ToArray();
    }

    private static async Task WriteAsync(ZipArchive zip, string name, IReadOnlyList<string> columns, IEnumerable<IEnumerable<object?>> rows)
    {
        await using var entry = zip.CreateEntry($"{name}.csv").Open();
        await using var csv = new CsvLines(entry, isMarked: true);
        foreach (var row in rows.Prepend(columns))
            await csv.WriteAsync(row);
    }

    /// <summary>Every value of a tree, by the way to it.</summary>
    private static IEnumerable<(string Path, object? Value)> Leaves(string path, JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(m => Leaves(path.Length == 0 ? m.Key : $"{path}.{m.Key}", m.Value)),
        JsonArray items => items.SelectMany((item, index) => Leaves($"{path}[{index}]", item)),
        _ => [(path, FieldOf(node))],
    };

    /// <summary>A number stays one, whatever it begins with.</summary>
    private static object? FieldOf(JsonNode? node) => node switch
    {
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        JsonValue value when value.TryGetValue<decimal>(out var number) => number,
        _ => node?.ToJsonString(JsonDefaults.Options),
    };
}
