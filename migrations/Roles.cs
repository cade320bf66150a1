using Npgsql;

namespace RetentionApi.Migrations;

/// <summary>Three roles, so that no request can see another merchant's rows, whatever the code above it does. Nobody has BYPASSRLS.</summary>
internal static class Roles
{
    /// <summary>Owns the schema: migrations and backup.</summary>
    public const string Owner = "retention_owner";

    /// <summary>Requests and the work of one merchant.</summary>
    public const string Application = "retention_app";

    /// <summary>Finds merchants that have work, then acts as one; owns the schemas <c>staging</c> and <c>hangfire</c>.</summary>
    public const string Worker = "retention_worker";

    /// <summary>Statements look rows up by key: what is saved is less than compiling them costs. Requests share their processors with each other, and get no helpers either.</summary>
    private static readonly (string Setting, string Value) NoJit = ("jit", "off");

    public static async Task EnsureAsync(string owner, string application, string worker, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(owner) { Pooling = false });
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        async Task Run(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        // Roles are of the whole cluster: several migrations may make them at once.
        foreach (var role in new[] { Owner, Application, Worker })
            await Run(CreateUnlessThere(role));
        await Run($"GRANT {Application} TO {Worker}");
        await Run(Login(application, Application) + "; " + Set(application, ("statement_timeout", "5s"), ("idle_in_transaction_session_timeout", "10s"), ("max_parallel_workers_per_gather", "0"), NoJit));
        await Run(Login(worker, Worker) + "; " + Set(worker, NoJit));
        await Run($"""
            GRANT {Owner}, {Worker} TO current_user;
            GRANT CREATE ON DATABASE {Quoted(connection.Database)} TO {Owner};
            GRANT USAGE, CREATE ON SCHEMA public TO {Owner};
            GRANT USAGE ON SCHEMA public TO {Application};
            CREATE SCHEMA IF NOT EXISTS staging AUTHORIZATION {Worker};
            CREATE SCHEMA IF NOT EXISTS hangfire AUTHORIZATION {Worker};
            GRANT USAGE ON SCHEMA staging TO {Application};
            ALTER DEFAULT PRIVILEGES FOR ROLE {Worker} IN SCHEMA staging GRANT SELECT ON TABLES TO {Application};
            """);
    }

    private static string CreateUnlessThere(string role) => $"""
        DO $$ BEGIN CREATE ROLE {Quoted(role)};
        EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$
        """;

    private static string Login(string connectionString, string role)
    {
        var login = new NpgsqlConnectionStringBuilder(connectionString);
        var name = Quoted(login.Username!);
        var member = login.Username == role ? "" : $"; GRANT {role} TO {name}";
        var password = login.Password is { Length: > 0 } text ? $"PASSWORD '{text.Replace("'", "''", StringComparison.Ordinal)}'" : "";
        return $"{CreateUnlessThere(login.Username!)}; ALTER ROLE {name} LOGIN {password}{member}";
    }

    private static string Set(string connectionString, params (string Setting, string Value)[] settings)
    {
        var name = Quoted(new NpgsqlConnectionStringBuilder(connectionString).Username!);
        return string.Join("; ", settings.Select(s => $"ALTER ROLE {name} SET {s.Setting} = '{s.Value}'"));
    }

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
