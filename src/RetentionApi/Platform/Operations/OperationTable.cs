using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Platform.Operations;

internal enum OperationStatus
{
    Queued,
    Running,
    Succeeded,
    Failed,
    Cancelled,
}

/// <summary>Long work that a caller can watch and cancel, and that goes on after a restart.</summary>
internal sealed class OperationRow
{
    public Guid MerchantId { get; set; }

    public Guid Id { get; set; }

    /// <summary>import, churnModel, job …</summary>
    public required string Kind { get; set; }

    public OperationStatus Status { get; set; }

    public long Done { get; set; }

    public long? Total { get; set; }

    public long Failed { get; set; }

    /// <summary>JSON: what the work was asked to do.</summary>
    public string Request { get; set; } = "{}";

    /// <summary>JSON: what came of it.</summary>
    public string? Result { get; set; }

    /// <summary>JSON: the problem that ended it.</summary>
    public string? Problem { get; set; }

    public bool IsCancelRequested { get; set; }

    public Instant CreatedAt { get; set; }

    public Instant? StartedAt { get; set; }

    public Instant? EndedAt { get; set; }

    /// <summary>The run that has it in hand; another one's writes change nothing.</summary>
    public Guid? RunId { get; set; }

    /// <summary>When the run last gave a sign of life; long silence means that it died, and another one takes over.</summary>
    public Instant? HeartbeatAt { get; set; }

    /// <summary>How often it was begun or taken up again.</summary>
    public short Attempts { get; set; }
}

internal sealed class OperationTable : IEntityTypeConfiguration<OperationRow>
{
    /// <summary>What was asked of it, and what came of it, where that speaks of the person.</summary>
    private const string OfErased = """
        UPDATE operations SET request = '{}', result = NULL, problem = NULL
        WHERE merchant_id = $1 AND ended_at IS NOT NULL AND (concat_ws(' ', request, result, problem) LIKE ANY($3) OR concat_ws(' ', request, result, problem) ~* $4)
        """;

    public void Configure(EntityTypeBuilder<OperationRow> builder)
    {
        builder.ToTable("operations").IsErased(Erasure.Fields).IsSearched(OfErased).IsSeenByWorker().IsNotExported("How far work of the merchant's is.");
        builder.HasKey(o => new { o.MerchantId, o.Id });
        builder.HasIndex(o => new { o.MerchantId, o.Status, o.CreatedAt });
        builder.Property(o => o.Request).HasColumnType("jsonb");
        builder.Property(o => o.Result).HasColumnType("json"); // as it was written: jsonb would put the members in an order of its own
        builder.Property(o => o.Problem).HasColumnType("json");
    }
}
