using System.Collections.Concurrent;
using System.Text.Json;
using NodaTime;
using Npgsql;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Merchants;
using RetentionApi.Merchants.Policies;
using RetentionApi.Platform.Explanations;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Merchants;

/// <summary>What a merchant has set, ready for use.</summary>
internal sealed record MerchantSettings(
    Guid MerchantId, string Name, DateTimeZone Zone, string Language, string Currency, decimal? GrossMargin, QuietHours QuietHours, IReadOnlyList<CustomerValue> ValuePriority, DutyRules Rules)
{
    /// <summary>The versions of the policy come only to a reader who does not know them: $2 and $3 name what is known.</summary>
    private const string ById = """
        SELECT m.version, m.policy_version, m.name, m.time_zone, m.language, m.currency, m.gross_margin, m.business_hours::text, m.holidays, m.quiet_from, m.quiet_to,
          CASE WHEN (m.version, m.policy_version) <> ($2, $3) THEN (
            SELECT jsonb_agg(jsonb_build_object('version', p.version, 'activatedAt', p.activated_at, 'content', p.content)) FROM policies p WHERE p.merchant_id = m.merchant_id)::text END, m.value_priority, m.mail_from IS NOT NULL
        FROM merchants m WHERE m.merchant_id = $1
        """;

    /// <summary>For how long a list or a report may go by what was read before.</summary>
    private static readonly Duration RecentFor = Duration.FromSeconds(30);

    /// <summary>The latest state of each merchant that this instance has read.</summary>
    private static readonly ConcurrentDictionary<Guid, Known> Latest = new();

    public Policy Policy => Rules.Policy;

    /// <summary>Every version of the policy that has ever been in effect.</summary>
    public PolicyHistory History { get; init; } = PolicyHistory.None;

    /// <summary>What is handed over by mail goes to the mail server.</summary>
    public bool IsMailed { get; private init; }

    /// <summary>Who reads explanations: in the language they ask for, else the merchant's; in the merchant's time zone.</summary>
    public Reader ReaderIn(ReaderLanguage asked) => new(asked.Or(Language), Zone);

    public static void Add(NpgsqlBatch batch, Guid merchantId)
    {
        var known = Latest.GetValueOrDefault(merchantId);
        batch.Add(ById, merchantId, known?.Version ?? 0, known?.PolicyVersion ?? 0);
    }

    /// <summary>From the row the reader is at; made anew only when the merchant or the policy in effect has changed, which all instances see with their next read.</summary>
    public static async Task<MerchantSettings> ReadAsync(NpgsqlDataReader reader, Guid merchantId, CancellationToken cancellationToken)
    {
        if (!await reader.ReadAsync(cancellationToken))
            throw new InvalidOperationException($"There is no merchant {merchantId}.");
        var (version, policyVersion) = (reader.GetInt32(0), reader.GetInt32(1));
        // Without the content the row is as it was known when it was asked for; another reader may have learnt of a newer one since, which is as good.
        if (reader.IsDBNull(11) || (Latest.TryGetValue(merchantId, out var known) && (known.Version, known.PolicyVersion) == (version, policyVersion)))
            return Latest[merchantId].Settings;
        var settings = Make(merchantId, policyVersion, reader);
        Latest[merchantId] = new Known(version, policyVersion, settings);
        return settings;
    }

    /// <summary>In a round trip of its own, for jobs.</summary>
    public static async Task<MerchantSettings> ReadAsync(MerchantScope scope, CancellationToken cancellationToken)
    {
        await using var batch = scope.Batch();
        return await ReadAsync(batch, scope.MerchantId, cancellationToken);
    }

    /// <summary>In a round trip of its own, in the transaction of a decision; of one that changes the merchant or the policy, before the change, for what is read is remembered.</summary>
    public static async Task<MerchantSettings> ReadAsync(RetentionDbContext db, CancellationToken cancellationToken)
    {
        await using var batch = db.Batch();
        return await ReadAsync(batch, db.MerchantId, cancellationToken);
    }

    /// <summary>For lists and reports, which are asked for all day: as they are, or were half a minute ago, and then without a round trip.</summary>
    public static async Task<MerchantSettings> RecentAsync(MerchantScope scope, Instant now, CancellationToken cancellationToken)
    {
        if (Latest.TryGetValue(scope.MerchantId, out var known) && known.ConfirmedAt <= now && now < known.ConfirmedAt + RecentFor)
            return known.Settings;
        var settings = await ReadAsync(scope, cancellationToken);
        Latest[scope.MerchantId].ConfirmedAt = now;
        return settings;
    }

    /// <summary>The same merchant under another policy, to see what would become of customers.</summary>
    public MerchantSettings Under(Policy policy) => this with { Rules = Rules.Under(policy) };

    private static async Task<MerchantSettings> ReadAsync(NpgsqlBatch batch, Guid merchantId, CancellationToken cancellationToken)
    {
        Add(batch, merchantId);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        return await ReadAsync(reader, merchantId, cancellationToken);
    }

    private static MerchantSettings Make(Guid merchantId, int policyVersion, NpgsqlDataReader row)
    {
        var zone = DateTimeZoneProviders.Tzdb[row.GetString(3)];
        var hours = JsonSerializer.Deserialize<BusinessHours[]>(row.GetString(7), JsonDefaults.Options)!;
        var calendar = BusinessCalendar.Create(zone, hours, row.GetFieldValue<LocalDate[]>(8)).Value;
        var history = PolicyHistory.Read(row.GetString(11));
        return new MerchantSettings(
            merchantId, row.GetString(2), zone, row.GetString(4), row.GetString(5), row.ValueOrNull<decimal>(6),
            new QuietHours(row.GetFieldValue<LocalTime>(9), row.GetFieldValue<LocalTime>(10)),
            [.. row.Texts(12).Select(EnumWords.Parse<CustomerValue>)],
            new DutyRules(history.Of(policyVersion), calendar, history.ByVersion))
        {
            History = history,
            IsMailed = row.GetBoolean(13),
        };
    }

    private sealed record Known(int Version, int PolicyVersion, MerchantSettings Settings)
    {
        /// <summary>When it was last seen that nothing had changed.</summary>
        public Instant? ConfirmedAt { get; set; }
    }
}
