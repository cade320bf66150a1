using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

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
