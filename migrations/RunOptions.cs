using System.Globalization;
using NodaTime;
using NodaTime.Text;
using RetentionApi.Domain.Common;

namespace RetentionApi.Migrations;

/// <summary>What <c>./run</c> was asked for; its <c>--help</c> explains each.</summary>
internal sealed record RunOptions
{
    public int Port { get; init; } = 5080;

    public string DataFolder { get; init; } = ".data";

    public bool FillsDemoShop { get; init; }

    public Instant? Clock { get; init; }

    public static Result<RunOptions> Parse(IEnumerable<string> arguments)
    {
        var options = new RunOptions();
        var rest = new Queue<string>(arguments.SelectMany(argument => argument.StartsWith("--", StringComparison.Ordinal) ? argument.Split('=', 2) : [argument]));
        while (rest.TryDequeue(out var name))
        {
            var read = name == "--demo" ? options with { FillsDemoShop = true } : options.With(name, rest.TryDequeue(out var value) ? value : null);
            if (!read.IsOk) return read.Error;
            options = read.Value;
        }

        return options;
    }

    private Result<RunOptions> With(string name, string? value) => (name, value) switch
    {
        ("--port", not null) when ushort.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) => this with { Port = port },
        ("--data", { Length: > 0 }) => this with { DataFolder = value },
        ("--clock", not null) when InstantPattern.ExtendedIso.Parse(value) is { Success: true } clock => this with { Clock = clock.Value },
        ("--port", _) => Unusable("--port takes a number from 0 (any free port) to 65535."),
        ("--data", _) => Unusable("--data takes a folder."),
        ("--clock", _) => Unusable("--clock takes an instant such as 2011-12-10T09:00:00Z."),
        _ => Unusable($"There is no option {name}."),
    };

    private static Error Unusable(string detail) => Error.Refused("run.option", detail + " ./run --help lists the options.");
}
