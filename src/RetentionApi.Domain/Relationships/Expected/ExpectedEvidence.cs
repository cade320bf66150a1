using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Merchants;

namespace RetentionApi.Domain.Relationships.Expected;

/// <summary>Evidence that a fact justifies, before it is compared with what is stored.</summary>
/// <param name="CustomerId">The customer its fact came in under.</param>
/// <param name="Source">Without a number: the numbers are given where a row of the same source was withdrawn before.</param>
public sealed record ExpectedEvidence(Guid CustomerId, EvidenceKind Kind, string Source, Instant OccurredAt)
{
    public Guid? ProductId { get; init; }

    public string? Batch { get; init; }

    public Guid? OrderId { get; init; }

    /// <summary>Of a repair: the layer of the breach, whose source it has.</summary>
    public TrustLayer? LayerOfBreach { get; init; }

    /// <summary>Whose customer it is does not matter: a merge moves no row.</summary>
    internal bool IsSaidBy(Evidence row) =>
        row.OccurredAt == OccurredAt && row.ProductId == ProductId && row.Batch == Batch && row.OrderId == OrderId;

    internal Evidence Record(string source, TrustPolicy policy, Instant now) => new()
    {
        Id = Ids.New(now),
        CustomerId = CustomerId,
        Kind = Kind,
        Source = source,
        OccurredAt = OccurredAt,
        RecordedAt = now,
        Weight = EvidenceCatalogue.WeightOf(Kind, policy),
        ProductId = ProductId,
        Batch = Batch,
        OrderId = OrderId,
        LayerOfBreach = LayerOfBreach,
    };
}
