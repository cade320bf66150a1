using Microsoft.Extensions.Configuration;

namespace RetentionApi.Migrations;

/// <summary>The only program that changes the schema.</summary>
internal static class Migrator
{
    public static async Task<int> Main(string[] arguments)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        string Login(string name) => configuration.GetConnectionString(name)
            ?? throw new InvalidOperationException($"ConnectionStrings__{name} is not set.");
        await SchemaMigration.MigrateAsync(Login("RetentionOwner"), Login("Retention"), Login("RetentionWorker"), CancellationToken.None);
        return arguments.Length == 0 ? 0 : 2;
    }
}
