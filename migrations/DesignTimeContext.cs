using Microsoft.EntityFrameworkCore.Design;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Migrations;

/// <summary>What <c>dotnet ef migrations add</c> asks for; it never connects.</summary>
internal sealed class DesignTimeContext : IDesignTimeDbContextFactory<RetentionDbContext>
{
    public RetentionDbContext CreateDbContext(string[] args) =>
        new(SchemaMigration.Options(SchemaMigration.Source("Host=localhost;Database=design;Username=design", Roles.Owner)), Guid.Empty);
}
