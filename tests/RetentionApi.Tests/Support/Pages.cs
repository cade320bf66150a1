using System.Text.Json.Nodes;

namespace RetentionApi.Tests.Support;

/// <summary>Reads lists as a caller does: page by page.</summary>
internal static class Pages
{
    /// <summary>Every item of the list, in its order; <paramref name="meanwhile"/> happens after each page.</summary>
    public static async Task<List<JsonNode>> AllPagesAsync(this HttpClient client, string list, int limit, Func<Task>? meanwhile = null)
    {
        const int Endless = 100;
        var items = new List<JsonNode>();
        string? cursor = null;
        for (var pages = 0; pages < Endless; pages++)
        {
            var page = await client.GetAsync($"{list}{(list.Contains('?', StringComparison.Ordinal) ? '&' : '?')}limit={limit}{(cursor is null ? "" : $"&cursor={cursor}")}").JsonAsync();
            items.AddRange(page["items"]!.AsArray()!);
            cursor = page["nextCursor"]?.GetValue<string>();
            if (cursor is null)
                return items;
            if (meanwhile is not null)
                await meanwhile();
        }

        throw new InvalidOperationException($"{list} does not end.");
    }

    public static async Task<List<string>> NamesOfAllPagesAsync(this HttpClient client, string list, int limit, Func<Task>? meanwhile = null) =>
        [.. (await client.AllPagesAsync(list, limit, meanwhile)).Select(i => i.Text("name"))];
}
