using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace RetentionApi.Platform.Persistence;

/// <summary>One merchant's data. Not pooled: the merchant is the context's own value, and every query filters by it, besides row-level security.</summary>
internal sealed class RetentionDbContext : DbContext
{
    public RetentionDbContext(DbContextOptions<RetentionDbContext> options, Guid merchantId)
        : base(options)
    {
        MerchantId = merchantId;
        Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;
        Database.AutoSavepointsEnabled = false;
    }

    public Guid MerchantId { get; }

    /// <summary>Raw statements in the transaction under way; the batch first says for which merchant it acts.</summary>
    public NpgsqlBatch Batch()
    {
        var batch = ((NpgsqlConnection)Database.GetDbConnection()).CreateBatch();
        batch.Transaction = (NpgsqlTransaction)Database.CurrentTransaction!.GetDbTransaction();
        batch.Add(ActAs.Statement, MerchantId);
        return batch;
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => configurationBuilder.UseWordsForEnums();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(RetentionDbContext).Assembly, type => type.Name.EndsWith("Table", StringComparison.Ordinal));
        foreach (var entity in modelBuilder.Model.GetEntityTypes().Where(e => e.FindProperty(nameof(MerchantId)) is not null))
            entity.SetQueryFilter(OfThisMerchant(entity));
    }

    private LambdaExpression OfThisMerchant(IMutableEntityType entity)
    {
        var row = Expression.Parameter(entity.ClrType, "row");
        var merchantOfRow = Expression.Property(row, nameof(MerchantId));
        var merchantOfContext = Expression.Property(Expression.Constant(this), nameof(MerchantId));
        return Expression.Lambda(Expression.Equal(merchantOfRow, merchantOfContext), row);
    }
}
