using NodaTime;

namespace RetentionApi.Migrations;

/// <summary>The only program that changes the schema: <c>migrate</c> does that and no more; <c>run</c> sets up everything and starts the service too.</summary>
internal static class Migrator
{
    private const int Done = 0, WrongUse = 2;

    public static async Task<int> Main(string[] arguments)
    {
        switch (arguments)
        {
            case [] or ["migrate"]:
                await MigrateAsync();
                return Done;
            case ["migrate", "--first-merchant"]:
                await MigrateAsync();
                var key = await FirstMerchant.ProvisionAsync(Login("RetentionOwner"), SystemClock.Instance.GetCurrentInstant(), text => Console.Out.WriteLineAsync($"Key:   {text}"), CancellationToken.None);
                if (key is null) Console.WriteLine("There is a merchant already.");
                return Done;
            case ["run", .. var options]:
                return await RunCommand.RunAsync(options);
            default:
                Console.Error.WriteLine("Usage: RetentionApi.Migrations [migrate [--first-merchant] | run OPTION...]");
                return WrongUse;
        }
    }

    private static Task MigrateAsync() => SchemaMigration.MigrateAsync(Login("RetentionOwner"), Login("Retention"), Login("RetentionWorker"), CancellationToken.None);

    private static string Login(string name) => Environment.GetEnvironmentVariable($"ConnectionStrings__{name}")
        ?? throw new InvalidOperationException($"ConnectionStrings__{name} is not set.");
}
