using NodaTime;
using Npgsql;
using RetentionApi.Customers;
using RetentionApi.Domain.Cooperation;
using RetentionApi.Domain.Merchants;
using RetentionApi.Merchants;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Cooperation;

/// <summary>What is known of what a person values, and what they could choose from.</summary>
/// <param name="HasObjected">To profiling: nothing may be made of the points.</param>
internal sealed record CustomerValues(MerchantSettings Settings, bool HasObjected, IReadOnlyList<ValuePoint> Points, IReadOnlyList<CategoryOffer> Offers)
{
    private const string Objection = "SELECT EXISTS (SELECT 1 FROM customers c WHERE c.merchant_id = $1 AND c.id = ANY($2) AND c.profiling_objected_at IS NOT NULL)";

    private const string PointsOf = "SELECT v.value, v.points, v.occurred_at, v.source, v.reason FROM value_points v WHERE v.merchant_id = $1 AND v.customer_id = ANY($2)";

    public CooperationPolicy Policy => Settings.Policy.Cooperation;

    /// <param name="batch">Of the transaction under way, or one of its own.</param>
    public static async Task<CustomerValues> ReadAsync(NpgsqlBatch batch, Guid merchantId, Person person, string[] categories, CancellationToken cancellationToken)
    {
        Guid[] ids = [.. person.Ids];
        MerchantSettings.Add(batch, merchantId);
        batch.Add(Objection, merchantId, ids);
        batch.Add(PointsOf, merchantId, ids);
        batch.AddOffers(merchantId, categories);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var settings = await MerchantSettings.ReadAsync(reader, merchantId, cancellationToken);
        var results = new ResultSets(reader, cancellationToken);
        var hasObjected = (await results.NextAsync(r => r.GetBoolean(0))).Single();
        return new CustomerValues(settings, hasObjected, await results.NextAsync(ReadPoint), await results.NextAsync(Cooperation.Offers.Read));
    }

    public ValueProfile Profile(Instant now) => ValueProfile.Learn(Points, Settings.ValuePriority, Policy, now);

    /// <summary>From column <paramref name="first"/> on: value, points, instant, source, reason.</summary>
    public static ValuePoint ReadPoint(NpgsqlDataReader row, int first) => new(
        EnumWords.Parse<CustomerValue>(row.GetString(first)), row.GetDouble(first + 1), row.GetFieldValue<Instant>(first + 2), row.GetString(first + 3), row.TextOrNull(first + 4));

    private static ValuePoint ReadPoint(NpgsqlDataReader row) => ReadPoint(row, 0);
}
