namespace RetentionApi.Benchmarks;

/// <summary>The table: each line is printed as soon as it is known, and all of it can be written to a file.</summary>
internal sealed class FigureTable(string? file)
{
    private static readonly string[] Head = ["| what | measured | limit | ratio | goal | met |", "| --- | ---: | ---: | ---: | --- | --- |"];

    private readonly List<string> rows = [];

    public void Add(Figure figure)
    {
        rows.Add(figure.Row);
        Console.WriteLine(figure.Row);
    }

    /// <param name="circumstances">What has to be known beside the table.</param>
    public async Task WriteAsync(string circumstances, CancellationToken cancellationToken)
    {
        string[] lines = [circumstances, "", .. Head, .. rows];
        Console.WriteLine();
        foreach (var line in lines)
            Console.WriteLine(line);
        if (file is not null)
            await File.WriteAllLinesAsync(file, lines, cancellationToken);
    }
}
