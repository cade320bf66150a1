using System.Text.Json;
using NodaTime;
using Npgsql;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Merchants;
using RetentionApi.Merchants.Policies;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.Merchants;

/// <summary>Makes a merchant with all it needs: its policy, the standing of the nil customer for what belongs to nobody, and its first key.</summary>
internal static class MerchantWrites
{
    private const string Store = $$"""
        WITH merchant AS (
          INSERT INTO merchants (merchant_id, name, time_zone, language, currency, value_priority, business_hours, holidays, quiet_from, quiet_to, policy_version, version, created_at, updated_at)
          VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb, '{}', $8, $9, $10, 1, $11, $11)),
        policy AS (INSERT INTO policies (merchant_id, version, valid_from, activated_at, created_at, content) VALUES ($1, $10, $11, $11, $11, $12::jsonb)),
        nobody AS (
          INSERT INTO customer_standings (merchant_id, customer_id, level, earned_level, level_since, trust_at, cognitive_positive, cognitive_negative, cognitive_breach,
            affective_positive, affective_negative, affective_breach, behavioural_positive, behavioural_negative, behavioural_breach, trust_stage, order_days, spend, spend_orders, touched_at)
          VALUES ($1, {{Nobody.Id}}, 1, 1, $11, $11, 0, 0, 0, 0, 0, 0, 0, 0, 0, 'contact', 0, 0, 0, $11))
        INSERT INTO api_keys (merchant_id, id, name, hash, hint, scopes, requests_per_minute, created_at) VALUES ($1, $13, 'first key', $14, $15, $16, $17, $11)
        """;

    private static readonly string[] Values = [.. Enum.GetValues<CustomerValue>().Select(v => v.Word())];

    /// <param name="batch">Of a transaction, or one of its own: it first says that it acts as the new merchant.</param>
    public static void AddMerchant(this NpgsqlBatch batch, NewMerchant merchant, ApiKey firstKey, IReadOnlyList<string> scopes, Instant now)
    {
        var policy = Policy.Default;
        batch.Add(ActAs.Statement, merchant.Id);
        batch.Add(Store,
            merchant.Id, merchant.Name, merchant.TimeZone, merchant.Language, merchant.Currency, Values,
            JsonSerializer.Serialize(BusinessHours.Default, JsonDefaults.Options), QuietHours.Default.From, QuietHours.Default.To,
            policy.Version, now, PolicyContent.Write(policy),
            Ids.New(now), firstKey.Hash, firstKey.Hint, scopes.ToArray(), KeyLimits.RequestsPerMinute);
    }
}

/// <param name="TimeZone">IANA name.</param>
/// <param name="Language">BCP 47.</param>
/// <param name="Currency">ISO 4217.</param>
internal sealed record NewMerchant(Guid Id, string Name, string TimeZone, string Language, string Currency);
