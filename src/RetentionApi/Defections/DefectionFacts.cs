using System.Text.Json;
using NodaTime;
using Npgsql;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Defections;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Persistence;
using RetentionApi.Relationships;

namespace RetentionApi.Defections;

/// <summary>What the derivation reads of the ledger: every line of a person, those that do not count too.</summary>
internal static class DefectionFacts
{
    public static readonly string Statement = CustomerFactStatements.Members + $"""
        SELECT d.merchant_id, d.id, d.customer_id, d.person_id, d.lost_on, d.told_at, d.silent_since, d.watched_at, d.noticed_at, d.cause, d.known, d.reason::text, d.text, d.owed_then::text,
          d.looked_into_at, d.value_at_stake, d.owner_id, d.came_back_on, d.came_back_order_id, d.withdrawal, d.version
        FROM {CustomerFactStatements.Of("defections d", "d.customer_id")}
        """;

    public static Defection Read(NpgsqlDataReader row) => new()
    {
        MerchantId = row.GetGuid(0),
        Id = row.GetGuid(1),
        CustomerId = row.GetGuid(2),
        PersonId = row.GetGuid(3),
        LostOn = row.GetFieldValue<LocalDate>(4),
        ToldAt = row.ValueOrNull<Instant>(5),
        SilentSince = row.ValueOrNull<LocalDate>(6),
        WatchedAt = row.ValueOrNull<Instant>(7),
        NoticedAt = row.GetFieldValue<Instant>(8),
        Cause = EnumWords.Parse<DefectionCause>(row.GetString(9)),
        Known = EnumWords.Parse<CauseKnowledge>(row.GetString(10)),
        Reason = row.TextOrNull(11) is { } reason ? JsonSerializer.Deserialize<Explanation>(reason, JsonDefaults.Options) : null,
        Text = row.TextOrNull(12),
        OwedThen = JsonSerializer.Deserialize<Debt[]>(row.GetString(13), JsonDefaults.Options)!,
        LookedIntoAt = row.ValueOrNull<Instant>(14),
        ValueAtStake = row.ValueOrNull<decimal>(15),
        OwnerId = row.ValueOrNull<Guid>(16),
        CameBackOn = row.ValueOrNull<LocalDate>(17),
        CameBackOrderId = row.ValueOrNull<Guid>(18),
        Withdrawal = row.WordOrNull<DefectionWithdrawal>(19),
        Version = row.GetInt32(20),
    };
}
