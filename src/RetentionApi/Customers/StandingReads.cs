using System.Collections.Concurrent;
using NodaTime;
using Npgsql;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Merchants;
using RetentionApi.Domain.Relationships;
using RetentionApi.Merchants.Policies;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Customers;

/// <summary>Level, trust and risk in brief, as they are at this instant whenever they were last computed.</summary>
internal sealed class StandingReads(MerchantScope scope, IClock clock)
{
    public const string Columns = """
        s.level, s.earned_level, s.level_since, s.override_until, s.lapsing_to, s.falls_at, s.trust_at,
        s.cognitive_positive, s.cognitive_negative, s.cognitive_breach, s.affective_positive, s.affective_negative, s.affective_breach,
        s.behavioural_positive, s.behavioural_negative, s.behavioural_breach, s.trust_stage, s.risk_band, s.next_order_on, s.value_at_stake, m.currency,
        m.policy_version, (SELECT (p.content -> 'trust')::text FROM policies p WHERE p.merchant_id = m.merchant_id AND p.version = m.policy_version)
        """;

    public const int ColumnCount = 23;

    /// <summary>By merchant and version of the policy, which never changes.</summary>
    private static readonly ConcurrentDictionary<(Guid MerchantId, int PolicyVersion), TrustPolicy> TrustPolicies = new();

    private const string Objection = "objection";

    public void Add(NpgsqlBatch batch, ExternalKey key) => Add(batch, CustomerReads.Person, key.Values(scope.MerchantId));

    /// <param name="person"><see cref="CustomerReads.Person"/> or <see cref="CustomerReads.Holder"/>.</param>
    public static void Add(NpgsqlBatch batch, string person, object[] values) => batch.Add(
        $"SELECT {Columns} FROM customer_standings s JOIN merchants m ON m.merchant_id = s.merchant_id WHERE s.merchant_id = $1 AND s.customer_id = ({person})", values);

    public async Task<StandingView?> ReadAsync(NpgsqlDataReader reader, bool hasObjected, CancellationToken cancellationToken) =>
        await reader.ReadAsync(cancellationToken) ? Of(reader, 0, hasObjected) : null;

    /// <summary>The row that the reader stands on, from column <paramref name="first"/>.</summary>
    public StandingView Of(NpgsqlDataReader row, int first, bool hasObjected)
    {
        if (hasObjected)
            return StandingView.Hidden(Objection);
        var now = clock.GetCurrentInstant();
        var fallsAt = row.ValueOrNull<Instant>(first + 5);
        var hasFallen = fallsAt <= now;
        var earned = (Level)row.GetInt16(hasFallen ? first + 4 : first + 1);
        var isOverridden = row.ValueOrNull<Instant>(first + 3) > now;
        return new StandingView(
            isOverridden ? (Level?)row.ValueOrNull<short>(first) : earned,
            earned,
            hasFallen ? fallsAt : row.GetFieldValue<Instant>(first + 2),
            hasFallen ? null : fallsAt,
            TrustOf(row, first + 6, TrustPolicies.GetOrAdd((scope.MerchantId, row.GetInt32(first + 21)), _ => PolicyContent.ReadTrust(row.TextOrNull(first + 22))), now),
            row.TextOrNull(first + 17),
            row.ValueOrNull<LocalDate>(first + 18),
            row.ValueOrNull<decimal>(first + 19) is { } stake ? Money.Rounded(stake, row.GetString(first + 20)) : null,
            null);
    }

    private static TrustView TrustOf(NpgsqlDataReader row, int first, TrustPolicy policy, Instant now)
    {
        var at = row.GetFieldValue<Instant>(first);
        TrustSums[] sums = [.. Enum.GetValues<TrustLayer>().Select(Layer)];
        int? Number(TrustLayer layer) => sums[(int)layer].Reputation(policy).Number(policy.LeastCertainty);
        return new TrustView(Number(TrustLayer.Cognitive), Number(TrustLayer.Affective), Number(TrustLayer.Behavioural), StageOf(row.GetString(first + 10), sums, policy));

        TrustSums Layer(TrustLayer layer)
        {
            var column = first + 1 + (3 * (int)layer);
            return new TrustSums(at, row.GetDouble(column), row.GetDouble(column + 1), row.GetDouble(column + 2)).AsOf(now, Trust.HalfLifeDays(layer, policy));
        }
    }

    /// <summary>Time alone ends no stage but the highest, which rests on what ages; who has reached it has all that the others ask for.</summary>
    private static string StageOf(string stored, TrustSums[] sums, TrustPolicy policy) => stored == TrustStage.Established.Word()
        ? Trust.Stage(sums, new TrustBasis(HasShared: true, HasDeliveredOrder: true), hasExperience: true, hasOrderedAgain: true, policy).Word()
        : stored;
}
