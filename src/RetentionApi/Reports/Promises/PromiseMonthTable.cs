using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Reports.Promises;

/// <summary>How the promises for a month stand, by what made them; counted with the other months by <see cref="MonthCounts.MonthCounter"/>, for every promised date of a delivery is one.</summary>
internal sealed class PromiseMonthRow
{
    public Guid MerchantId { get; set; }

    /// <summary>Its first day, in the merchant's time zone.</summary>
    public LocalDate Month { get; set; }

    /// <summary>The kind of fact that made them, as their source names it.</summary>
    public required string Source { get; set; }

    public int Kept { get; set; }

    public int Broken { get; set; }

    public int Repaired { get; set; }

    public int Renegotiated { get; set; }

    public int Open { get; set; }
}

internal sealed class PromiseMonthTable : IEntityTypeConfiguration<PromiseMonthRow>
{
    public const string Name = "promise_months";

    /// <summary>$1 merchant, $2 time zone. A promised day ends where the next begins, which is not its own month's any more.</summary>
    public const string Count = """
        INSERT INTO promise_months (merchant_id, month, source, kept, broken, repaired, renegotiated, open)
        SELECT $1, date_trunc('month', (p.due_at - interval '1 microsecond') AT TIME ZONE $2)::date AS month, split_part(p.source, ':', 1) AS made_by,
          count(*) FILTER (WHERE p.status = 'kept'), count(*) FILTER (WHERE p.status = 'broken'), count(*) FILTER (WHERE p.status = 'repaired'),
          count(*) FILTER (WHERE p.status = 'renegotiated'), count(*) FILTER (WHERE p.status = 'open')
        FROM promises p WHERE p.merchant_id = $1 AND p.status <> 'withdrawn' GROUP BY 2, 3
        """;

    public void Configure(EntityTypeBuilder<PromiseMonthRow> builder)
    {
        builder.ToTable(Name).IsErased(Erasure.Nothing);
        builder.HasKey(m => new { m.MerchantId, m.Month, m.Source });
    }
}
