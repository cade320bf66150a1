using NodaTime;
using RetentionApi.Batches;

namespace RetentionApi.Reports.Quality;

internal enum QualityOf
{
    Product,
    Batch,
}

/// <summary>What customers say of your products, or of their batches: all that was ever answered.</summary>
/// <param name="Coverage">How many were asked and answered.</param>
/// <param name="Items">Only what somebody has said something of.</param>
/// <param name="IsCut">There are more than asked for: raise `limit`, or name a category or a product.</param>
internal sealed record QualityReportView(QualityOf By, CoverageView Coverage, IReadOnlyList<QualityItemView> Items, bool IsCut);

/// <summary>Quality checks of all products that came due: one of each delivery that called for one.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
/// <param name="Answered">In time or late.</param>
/// <param name="Share">Answered ÷ owed, 0 to 1; null: none was owed.</param>
internal sealed record CoverageView(LocalDate From, LocalDate To, long Owed, long Answered, decimal? Share);

/// <param name="Batch">Null in a report by product.</param>
internal sealed record QualityItemView(Guid ProductId, string? Sku, string? Name, string? Category, string? Batch, QualityCountsView Quality);
