using OxyPlot;
using RetentionApi.Platform.Http;

namespace RetentionApi.Reports;

/// <summary>How a report is written where JSON is not wanted.</summary>
/// <param name="Name">As in its address; a saved file is called so.</param>
/// <param name="Table">Its numbers as lines.</param>
/// <param name="Picture">Drawn with words in the language given; null: there is nothing to draw.</param>
internal sealed record ReportForm<TView>(string Name, Func<TView, ReportTable> Table, Func<TView, string, ReportPicture>? Picture = null)
{
    /// <summary>JSON where the caller does not mind.</summary>
    public IReadOnlyList<AnswerFormat> Formats { get; } = Picture is null ? [AnswerFormat.Json, AnswerFormat.Csv] : [AnswerFormat.Json, AnswerFormat.Csv, AnswerFormat.Svg];
}

/// <summary>A report as lines of a table, for spreadsheets: what JSON nests stands side by side.</summary>
/// <param name="Columns">As the members of the JSON are called.</param>
/// <param name="Rows">Text, numbers, dates, enums; each as long as the columns.</param>
internal sealed record ReportTable(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows)
{
    public static ReportTable Of<TRow>(IEnumerable<TRow> rows, params IReadOnlyList<(string Name, Func<TRow, object?> Value)> columns) =>
        new([.. columns.Select(c => c.Name)], [.. rows.Select(row => (IReadOnlyList<object?>)[.. columns.Select(c => c.Value(row))])]);

    public async Task<byte[]> ToCsvAsync()
    {
        using var bytes = new MemoryStream();
        await using (var csv = new CsvLines(bytes))
        {
            await csv.WriteAsync(Columns);
            foreach (var row in Rows)
                await csv.WriteAsync(row);
        }

        return bytes.ToArray();
    }
}

/// <summary>A report drawn.</summary>
/// <param name="Plot">As <see cref="Charts.ChartStyle"/> begins it, so that all pictures look alike and are read on light and on dark.</param>
/// <param name="Description">For who cannot see it: what it shows, in a sentence or two.</param>
internal sealed record ReportPicture(PlotModel Plot, string Description);
