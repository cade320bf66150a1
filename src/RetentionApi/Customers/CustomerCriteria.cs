using RetentionApi.Domain.Common;
using RetentionApi.Domain.Relationships;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Customers;

/// <summary>What customers have in common: of a list, and of a segment, which is one that was saved. All of it must hold.</summary>
/// <param name="Level">basic, proactive, cooperative, responsible, interactive.</param>
/// <param name="RiskBand">active, cooling, high, lost.</param>
/// <param name="Tag">Only who has this tag.</param>
/// <param name="OwnerId">A staff member's id, or `me`: whoever asks.</param>
internal sealed record CustomerCriteria(Level? Level, string? RiskBand, string? Tag, string? OwnerId)
{
    public const string Me = "me";

    public Error? Problem =>
        RiskBand is not (null or "active" or "cooling" or "high" or "lost") ? Error.Refused("request.invalid", "riskBand is active, cooling, high or lost.", "/riskBand")
        : OwnerId is not (null or Me) && !Guid.TryParse(OwnerId, out _) ? Error.Refused("request.invalid", "ownerId is a staff member's id, or me.", "/ownerId")
        : null;

    /// <param name="where">About <c>customer_standings s</c>.</param>
    /// <param name="me">Whoever asks, if they are a person.</param>
    public void AddTo(SqlConditions where, Guid? me)
    {
        if (Level is { } level)
            where.Add($"s.level = {where.Value((short)level)}");
        if (RiskBand is { } band)
            where.Add($"s.risk_band = {where.Value(band)}");
        if (Tag is { } tag)
            where.Add($"s.customer_id IN ({HoldersOf(where.Value(tag))})");
        if (OwnerId is { } owner)
            where.Add($"s.owner_id = {where.Value(owner == Me ? me ?? Guid.Empty : Guid.Parse(owner))}");
    }

    /// <summary>A merged customer's tags are their survivor's.</summary>
    private static string HoldersOf(string tag) =>
        $"""
        SELECT t.customer_id FROM customer_tags t WHERE t.merchant_id = $1 AND t.tag = {tag}
        UNION ALL SELECT a.person_id FROM customer_tags t JOIN customer_aliases a ON a.merchant_id = $1 AND a.customer_id = t.customer_id WHERE t.merchant_id = $1 AND t.tag = {tag}
        """;
}
