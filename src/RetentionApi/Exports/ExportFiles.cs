using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsvHelper;
using CsvHelper.Configuration;
using RetentionApi.Platform.Json;

namespace RetentionApi.Exports;

/// <summary>An export as a file: a JSON document, or a zip with one CSV a table.</summary>
internal static class ExportFiles
{
    /// <summary>Text that a spreadsheet would take for a formula is defused.</summary>
    private static readonly CsvConfiguration Csv = new(CultureInfo.InvariantCulture) { InjectionOptions = InjectionOptions.Escape };

    private static readonly JsonSerializerOptions Indented = new(JsonDefaults.Options) { WriteIndented = true };

    public static byte[] Of(PersonExport export, ExportFormat format) => format is ExportFormat.Csv ? Zip(export) : Document(export);

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

    private static byte[] Zip(PersonExport export)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Write(zip, "scores", ["score", "name", "value"], export.Scores.SelectMany(score => Leaves("", score.Value).Select(leaf => new[] { score.Key, leaf.Path, leaf.Value })));
            foreach (var table in export.Tables)
                Write(zip, $"{table.Capability}-{table.Table}", [.. table.Rows.Count == 0 ? [] : table.Rows[0].Select(m => m.Key)], table.Rows.Select(row => row.Select(m => TextOf(m.Value))));
        }

        return stream.ToArray();
    }

    private static void Write(ZipArchive zip, string name, IReadOnlyList<string> columns, IEnumerable<IEnumerable<string?>> rows)
    {
        using var text = new StreamWriter(zip.CreateEntry($"{name}.csv").Open(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)); // a spreadsheet knows UTF-8 by its mark
        using var csv = new CsvWriter(text, Csv);
        foreach (var row in rows.Prepend(columns))
        {
            foreach (var field in row)
                csv.WriteField(field);
            csv.NextRecord();
        }
    }

    /// <summary>Every value of a tree, by the way to it.</summary>
    private static IEnumerable<(string Path, string? Value)> Leaves(string path, JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(m => Leaves(path.Length == 0 ? m.Key : $"{path}.{m.Key}", m.Value)),
        JsonArray items => items.SelectMany((item, index) => Leaves($"{path}[{index}]", item)),
        _ => [(path, TextOf(node))],
    };

    private static string? TextOf(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : node?.ToJsonString(JsonDefaults.Options);
}
