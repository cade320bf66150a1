using System.Globalization;
using RetentionApi.Domain.Common;

namespace RetentionApi.Benchmarks;

/// <summary>What <c>benchmarks/run</c> was asked for; its <c>--help</c> explains each.</summary>
internal sealed record BenchmarkOptions
{
    public IReadOnlyList<string> Names { get; init; } = [];

    public int Customers { get; init; } = 1_000_000;

    public int Orders { get; init; } = 5_000_000;

    public int Lines { get; init; } = 500_000;

    public int Seconds { get; init; } = 20;

    /// <summary>Null: a temporary folder, gone at the end.</summary>
    public string? DataFolder { get; init; }

    public string? Output { get; init; }

    public TimeSpan Measured => TimeSpan.FromSeconds(Seconds);

    public TimeSpan Warming => 0.6 * Measured;

    public static Result<BenchmarkOptions> Parse(IEnumerable<string> arguments)
    {
        var options = new BenchmarkOptions();
        var rest = new Queue<string>(arguments.SelectMany(argument => argument.StartsWith("--", StringComparison.Ordinal) ? argument.Split('=', 2) : [argument]));
        while (rest.TryDequeue(out var name))
        {
            var read = name.StartsWith('-') ? options.With(name, rest.TryDequeue(out var value) ? value : null) : options.Named(name);
            if (!read.IsOk) return read.Error;
            options = read.Value;
        }

        return options;
    }

    private Result<BenchmarkOptions> Named(string name) => Benchmark.All.Any(b => b.Name == name)
        ? this with { Names = [.. Names, name] }
        : Unusable($"There is nothing to measure called {name}.");

    private Result<BenchmarkOptions> With(string name, string? value) => (name, int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0) switch
    {
        ("--customers", >= 1_000) => this with { Customers = number },
        ("--orders", >= 1_000) => this with { Orders = number },
        ("--lines", >= 1_000) => this with { Lines = number },
        ("--seconds", > 0) => this with { Seconds = number },
        ("--data", _) when value is { Length: > 0 } => this with { DataFolder = value },
        ("--output", _) when value is { Length: > 0 } => this with { Output = value },
        ("--customers" or "--orders" or "--lines", _) => Unusable($"{name} takes a number from 1000."),
        ("--seconds", _) => Unusable("--seconds takes a number from 1."),
        ("--data" or "--output", _) => Unusable($"{name} takes a path."),
        _ => Unusable($"There is no option {name}."),
    };

    private static Error Unusable(string detail) => Error.Refused("benchmarks.option", detail + " benchmarks/run --help lists all.");
}
