using System.Text.Json;
using NodaTime;
using Npgsql;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Defections;
using RetentionApi.Merchants;
using RetentionApi.Platform.Explanations;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Defections;

/// <summary>A customer who left.</summary>
/// <param name="CustomerId">After a merge the survivor.</param>
/// <param name="LostOn">The day their own rhythm says that they are lost, or on which they said that they leave.</param>
/// <param name="ToldAt">When they said so; null: their silence says it.</param>
/// <param name="Known">`told` by the customer, `inferred` from what is on record, or `unknown`.</param>
/// <param name="Reason">What an inferred cause was inferred from.</param>
/// <param name="Text">In the customer's words.</param>
/// <param name="OwedThen">What you owed them on that day: duties that were due or missed, open cases, broken promises.</param>
/// <param name="ValueAtStake">What was expected of them, when they were lost.</param>
/// <param name="OwnerId">Who looked after them then.</param>
/// <param name="CameBackOn">The day of the order that ended it; null: they are lost.</param>
/// <param name="NoticedAt">When it came on record.</param>
internal sealed record DefectionView(
    Guid Id,
    Guid CustomerId,
    string? CustomerName,
    LocalDate LostOn,
    Instant? ToldAt,
    DefectionCause Cause,
    CauseKnowledge Known,
    ExplanationView? Reason,
    string? Text,
    IReadOnlyList<Debt> OwedThen,
    Money? ValueAtStake,
    Guid? OwnerId,
    LocalDate? CameBackOn,
    Guid? CameBackOrderId,
    Instant NoticedAt,
    int Version) : IVersioned
{
    /// <summary>What <see cref="Read"/> reads, from defections <c>d</c> joined to <see cref="Tables"/>.</summary>
    public const string Columns = """
        d.id, d.person_id, k.name, d.lost_on, d.told_at, d.cause, d.known, d.reason::text, d.text, d.owed_then::text, d.value_at_stake, d.owner_id, d.came_back_on, d.came_back_order_id,
        d.noticed_at, d.version
        """;

    public const string Tables = "LEFT JOIN customers k ON k.merchant_id = d.merchant_id AND k.id = d.person_id";

    /// <summary>After <see cref="MerchantSettings"/>, whose zone and currency it needs.</summary>
    public static void Add(NpgsqlBatch batch, Guid merchantId, Guid id) =>
        batch.Add($"SELECT {Columns} FROM defections d {Tables} WHERE d.merchant_id = $1 AND d.id = $2 AND d.withdrawal IS NULL", merchantId, id);

    /// <summary>The row that the reader stands on.</summary>
    public static DefectionView Read(NpgsqlDataReader row, Reader reader, string currency) => new(
        row.GetGuid(0), row.GetGuid(1), row.TextOrNull(2), row.GetFieldValue<LocalDate>(3), row.ValueOrNull<Instant>(4), EnumWords.Parse<DefectionCause>(row.GetString(5)),
        EnumWords.Parse<CauseKnowledge>(row.GetString(6)),
        row.TextOrNull(7) is { } reason ? reader.Explain(JsonSerializer.Deserialize<Explanation>(reason, JsonDefaults.Options)!) : null, row.TextOrNull(8),
        JsonSerializer.Deserialize<Debt[]>(row.GetString(9), JsonDefaults.Options)!, row.ValueOrNull<decimal>(10) is { } stake ? Money.Rounded(stake, currency) : null,
        row.ValueOrNull<Guid>(11), row.ValueOrNull<LocalDate>(12), row.ValueOrNull<Guid>(13), row.GetFieldValue<Instant>(14), row.GetInt32(15));
}
