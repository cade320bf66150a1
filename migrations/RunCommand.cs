using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime;
using NodaTime.Text;
using RetentionApi.Platform.EmbeddedPostgres;
using RetentionApi.Platform.Security;

namespace RetentionApi.Migrations;

/// <summary><c>./run</c> once everything is built: a database, its schema, the merchant <c>demo</c> with a key, and the service, until it is told to stop.</summary>
internal static class RunCommand
{
    private const int Done = 0, Failed = 1, WrongUse = 2, Interrupted = 130;

    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(IEnumerable<string> arguments)
    {
        var options = RunOptions.Parse(arguments);
        if (!options.IsOk) return Complain(options.Error.Detail, WrongUse);
        var given = GivenLogins();
        if (given is not null && options.Value.Clock is not null) return Complain("--clock works with the embedded database only: unset ConnectionStrings__Retention.", WrongUse);

        using var stop = new StopSignal();
        try
        {
            if (given is not null) return await ServeAsync(options.Value, given, isEmbedded: false, stop.Token);
            await using var database = await EmbeddedDatabase.StartAsync(Path.Combine(options.Value.DataFolder, "postgres"), stop.Token);
            return await ServeAsync(options.Value, database.Logins, isEmbedded: true, stop.Token);
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            return Interrupted;
        }
        catch (PostgresClusterException cause)
        {
            return Complain(cause.Message, Failed);
        }
        catch (IOException cause) when (cause.InnerException is AddressInUseException)
        {
            return Complain($"Port {options.Value.Port} is in use by another program: choose another one with --port.", Failed);
        }
    }

    private static async Task<int> ServeAsync(RunOptions options, DatabaseLogins logins, bool isEmbedded, CancellationToken cancellationToken)
    {
        if (logins.Owner is not null)
        {
            await SchemaMigration.MigrateAsync(logins.Owner, logins.Application, logins.Worker, cancellationToken);
            await ProvisionAsync(options, logins.Owner, cancellationToken);
        }

        await using var service = Program.Build(Configuration(options, logins, isEmbedded));
        await service.StartAsync(cancellationToken);
        Console.WriteLine($"Ready: {service.Urls.First()}/swagger");
        if (options.FillsDemoShop)
            await DemoCommand.RunAsync(new Uri(service.Urls.First()), KeyFile(options), service.Services.GetRequiredService<IClock>().GetCurrentInstant(), cancellationToken);
        await service.WaitForShutdownAsync(cancellationToken);
        return Done;
    }

    private static async Task ProvisionAsync(RunOptions options, string owner, CancellationToken cancellationToken)
    {
        var now = options.Clock ?? SystemClock.Instance.GetCurrentInstant();
        var file = KeyFile(options);
        Directory.CreateDirectory(options.DataFolder);
        if (await FirstMerchant.ProvisionAsync(owner, now, key => SecretFile.WriteAsync(file, key, cancellationToken), cancellationToken) is { } key)
            Console.WriteLine($"Key:   {key}   (kept in {file})");
    }

    private static string KeyFile(RunOptions options) => Path.Combine(options.DataFolder, "key");

    private static string[] Configuration(RunOptions options, DatabaseLogins logins, bool isEmbedded) =>
    [
        $"--contentRoot={AppContext.BaseDirectory}",
        $"--urls=http://127.0.0.1:{options.Port}",
        $"--ConnectionStrings:Retention={logins.Application}",
        $"--ConnectionStrings:RetentionWorker={logins.Worker}",
        $"--Clock:Embedded={isEmbedded}",
        .. options.Clock is { } start ? [$"--Clock:StartAt={InstantPattern.ExtendedIso.Format(start)}"] : Array.Empty<string>(),
    ];

    private static DatabaseLogins? GivenLogins()
    {
        if (Environment.GetEnvironmentVariable("ConnectionStrings__Retention") is not { Length: > 0 } application) return null;
        var worker = Environment.GetEnvironmentVariable("ConnectionStrings__RetentionWorker");
        return new DatabaseLogins(Environment.GetEnvironmentVariable("ConnectionStrings__RetentionOwner"), application, worker ?? application);
    }

    private static int Complain(string detail, int exitCode)
    {
        Console.Error.WriteLine(detail);
        return exitCode;
    }
}
