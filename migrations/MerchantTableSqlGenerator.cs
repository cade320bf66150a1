using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure.Internal;
using Npgsql.EntityFrameworkCore.PostgreSQL.Migrations;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Migrations;

/// <summary>Whatever table a migration creates gets its isolation in the same breath: no table can be forgotten.</summary>
#pragma warning disable EF1001 // The generator's own constructor asks for Npgsql's internal options; there is no public way to extend it.
internal sealed class MerchantTableSqlGenerator(MigrationsSqlGeneratorDependencies dependencies, INpgsqlSingletonOptions options)
    : NpgsqlMigrationsSqlGenerator(dependencies, options)
#pragma warning restore EF1001
{
    /// <summary>Under FORCE an owner's back-fill would change no row, silently, and a dump would fail; so the owner is exempt and never serves requests.</summary>
    private const string OwnRows = "merchant_id = nullif(current_setting('app.merchant_id', true), '')::uuid";

    /// <summary>A statement's rows as they were, and as they are: what <see cref="Annotations.RunsAfterChange"/> promises.</summary>
    private static readonly (string Change, string Rows)[] RowsOfChanges =
    [
        ("INSERT", "NEW TABLE AS rows_after"), ("UPDATE", "OLD TABLE AS rows_before NEW TABLE AS rows_after"), ("DELETE", "OLD TABLE AS rows_before"),
    ];

    protected override void Generate(CreateTableOperation operation, IModel? model, MigrationCommandListBuilder builder, bool terminate = true)
    {
        base.Generate(operation, model, builder, terminate);
        if (operation.Name == HistoryRepository.DefaultTableName)
            return;
        if (operation.Columns.All(c => c.Name != "merchant_id"))
            throw new InvalidOperationException($"Table {operation.Name} has no merchant_id.");

        var annotations = model?.GetRelationalModel().FindTable(operation.Name, operation.Schema)?.EntityTypeMappings.First().TypeBase;
        var table = Dependencies.SqlGenerationHelper.DelimitIdentifier(operation.Name, operation.Schema);
        builder.AppendLine($"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;")
            .AppendLine($"CREATE POLICY own_rows ON {table} USING ({OwnRows});")
            .AppendLine($"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {Roles.Application};");
        if (annotations?.FindAnnotation(Annotations.WorkerReadsAll) is not null)
            builder.AppendLine($"CREATE POLICY worker_finds_work ON {table} FOR SELECT TO {Roles.Worker} USING (true);");
        if (annotations?.FindAnnotation(Annotations.Appended) is not null)
            builder.AppendLine($"ALTER TABLE {table} SET (autovacuum_analyze_scale_factor = 0.5), {string.Join(", ", operation.Columns.Select(SmallSample))};");
        if (annotations?.FindAnnotation(Annotations.LookedUpByKey) is not null)
            builder.AppendLine($"ALTER TABLE {table} ALTER COLUMN merchant_id SET STATISTICS 0;");
        if (annotations?.FindAnnotation(Annotations.StorageParameters)?.Value is string storage)
            builder.AppendLine($"ALTER TABLE {table} SET ({storage});");
        if (annotations?.FindAnnotation(Annotations.AfterChange)?.Value is string function)
            foreach (var (change, rows) in RowsOfChanges)
                builder.AppendLine($"CREATE TRIGGER {function}_{change.ToLowerInvariant()} AFTER {change} ON {table} REFERENCING {rows} FOR EACH STATEMENT EXECUTE FUNCTION {function}();");
        builder.EndCommand();
    }

    /// <summary>A tenth of what PostgreSQL samples by itself.</summary>
    private string SmallSample(AddColumnOperation column) => $"ALTER COLUMN {Dependencies.SqlGenerationHelper.DelimitIdentifier(column.Name)} SET STATISTICS 10";
}
