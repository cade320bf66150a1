using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Erasures;

/// <summary>An erasure that is not over yet: what there was under the person's ids is gone already. The row goes with the last look, and with it what led to them.</summary>
internal sealed class ErasureRow
{
    /// <summary>No request lives that long.</summary>
    public static readonly Duration SettlesAfter = Duration.FromMinutes(2);

    public Guid MerchantId { get; set; }

    /// <summary>That of its operation, where there is one.</summary>
    public Guid Id { get; set; }

    /// <summary>The survivor and all who were merged into them; or visitors who stayed away.</summary>
    public Guid[] CustomerIds { get; set; } = [];

    /// <summary>The ids of all that was theirs: orders, cases, duties …</summary>
    public Guid[] SubjectIds { get; set; } = [];

    /// <summary>Whose the rows are that stay: nobody's, made for this and kept nowhere else.</summary>
    public Guid StandIn { get; set; }

    /// <summary>Distinctive names and addresses that are still to be searched for; empty once they were.</summary>
    public string[] Words { get; set; } = [];

    /// <summary>How storefronts called them; empty once it was searched for.</summary>
    public string[] ExternalIds { get; set; } = [];

    /// <summary>JSON: how many rows of each table were removed or cleared.</summary>
    public string Rows { get; set; } = "{}";

    public Instant ErasedAt { get; set; }

    /// <summary>When it is looked at for the last time, or again: not before what was under way has ended, not while somebody is at it.</summary>
    public Instant DueAt { get; set; }

    /// <summary>How often the last look was begun.</summary>
    public short Attempts { get; set; }

    /// <summary>Why the latest did not come to its end.</summary>
    public string? Problem { get; set; }

    /// <summary>When all was searched; null: still to do.</summary>
    public Instant? SearchedAt { get; set; }

    /// <summary>Nobody asked for it: of visitors who stayed away no more is looked for than what bears their ids.</summary>
    public bool IsUnasked { get; set; }

    public IReadOnlyDictionary<string, long> RowsByTable => JsonSerializer.Deserialize<Dictionary<string, long>>(Rows, JsonDefaults.Options)!;

    public void SetRows(IReadOnlyDictionary<string, long> rows) => Rows = JsonSerializer.Serialize(rows, JsonDefaults.Options);
}

/// <summary>A name or address of somebody who was erased, as a hash that only this merchant's own key can make: so that no later report brings them back.</summary>
internal sealed class TombstoneRow
{
    public Guid MerchantId { get; set; }

    public required byte[] Hash { get; set; }

    /// <summary>What belongs together: who may come back by one of their names may by all.</summary>
    public Guid ErasureId { get; set; }

    public Instant ErasedAt { get; set; }
}

internal sealed class ErasureTable : IEntityTypeConfiguration<ErasureRow>
{
    /// <summary>Itself it is gone within minutes; see <see cref="ErasureJob"/>.</summary>
    public void Configure(EntityTypeBuilder<ErasureRow> builder)
    {
        builder.ToTable("erasures").IsErased(Erasure.Nothing).IsSeenByWorker();
        builder.HasKey(e => new { e.MerchantId, e.Id });
        builder.Property(e => e.Rows).HasColumnType("jsonb");
        builder.Ignore(e => e.RowsByTable);
    }
}

internal sealed class TombstoneTable : IEntityTypeConfiguration<TombstoneRow>
{
    public void Configure(EntityTypeBuilder<TombstoneRow> builder)
    {
        builder.ToTable("tombstones").IsErased(Erasure.Nothing).IsLookedUpByKey();
        builder.HasKey(t => new { t.MerchantId, t.Hash });
        builder.HasIndex(t => new { t.MerchantId, t.ErasureId });
    }
}
