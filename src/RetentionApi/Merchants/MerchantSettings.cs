using System.Collections.Concurrent;
using System.Text.Json;
using NodaTime;
using Npgsql;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Merchants;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Merchants;

/// <summary>What a merchant has set, ready for use.</summary>
internal sealed record MerchantSettings(
    Guid MerchantId, string Name, DateTimeZone Zone, string Language, string Currency, decimal? GrossMargin, QuietHours QuietHours, IReadOnlyList<CustomerValue> ValuePriority, DutyRules Rules)
{
    public const string Columns = "m.name, m.time_zone, m.language, m.currency, m.gross_margin, m.business_hours::text, m.holidays, m.quiet_from, m.quiet_to, m.policy_version, m.version, m.value_priority";

    private const string ById = $"SELECT {Columns} FROM merchants m WHERE m.merchant_id = $1";

    private static readonly ConcurrentDictionary<Guid, (int Version, MerchantSettings Settings)> Known = new();

    public Policy Policy => Rules.Policy;

    public static void Add(NpgsqlBatch batch, Guid merchantId) => batch.Add(ById, merchantId);

    /// <summary>From the row the reader is at; made anew only when the merchant's version has changed.</summary>
    public static async Task<MerchantSettings> ReadAsync(NpgsqlDataReader reader, Guid merchantId, CancellationToken cancellationToken)
    {
        if (!await reader.ReadAsync(cancellationToken))
            throw new InvalidOperationException($"There is no merchant {merchantId}.");
        var version = reader.GetInt32(10);
        if (Known.TryGetValue(merchantId, out var known) && known.Version == version)
            return known.Settings;
        var settings = Make(merchantId, reader);
        Known[merchantId] = (version, settings);
        return settings;
    }

    /// <summary>In a round trip of its own, for jobs.</summary>
    public static async Task<MerchantSettings> ReadAsync(MerchantScope scope, CancellationToken cancellationToken)
    {
        await using var batch = scope.Batch();
        Add(batch, scope.MerchantId);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        return await ReadAsync(reader, scope.MerchantId, cancellationToken);
    }

    /// <summary>In the transaction under way.</summary>
    public static async Task<MerchantSettings> ReadAsync(RetentionDbContext db, CancellationToken cancellationToken)
    {
        await using var batch = db.Batch();
        Add(batch, db.MerchantId);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        return await ReadAsync(reader, db.MerchantId, cancellationToken);
    }

    private static MerchantSettings Make(Guid merchantId, NpgsqlDataReader row)
    {
        var zone = DateTimeZoneProviders.Tzdb[row.GetString(1)];
        var hours = JsonSerializer.Deserialize<BusinessHours[]>(row.GetString(5), JsonDefaults.Options)!;
        var calendar = BusinessCalendar.Create(zone, hours, row.GetFieldValue<LocalDate[]>(6)).Value;
        // The policy has one version as yet: the product's own.
        return new MerchantSettings(
            merchantId, row.GetString(0), zone, row.GetString(2), row.GetString(3), row.ValueOrNull<decimal>(4),
            new QuietHours(row.GetFieldValue<LocalTime>(7), row.GetFieldValue<LocalTime>(8)),
            [.. row.Texts(11).Select(EnumWords.Parse<CustomerValue>)], new DutyRules(Policy.Default, calendar));
    }
}
