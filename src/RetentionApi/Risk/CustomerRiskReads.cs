using NodaTime;
using Npgsql;
using RetentionApi.Customers;
using RetentionApi.Domain.Relationships;
using RetentionApi.Merchants;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Risk;

/// <summary>What the risk of one person is computed from.</summary>
/// <param name="Model">Null before the first fit.</param>
/// <param name="Days">Of orders, ascending.</param>
/// <param name="Spend">On each of the days.</param>
/// <param name="LeftOn">Since when they are lost because they said so; null: they did not, or came back.</param>
/// <param name="Evidence">What speaks against the merchant, and what made it good.</param>
internal sealed record CustomerRiskFacts(MerchantSettings Settings, bool HasObjected, RiskModel? Model, int[] Days, double[] Spend, IReadOnlyList<Evidence> Evidence, LocalDate? LeftOn);

/// <summary>Reads it in one round trip.</summary>
internal sealed class CustomerRiskReads(MerchantScope scope)
{
    private const string Objection = "SELECT COALESCE(bool_or(c.profiling_objected_at IS NOT NULL), false) FROM customers c WHERE c.merchant_id = $1 AND c.id = ANY($2)";

    /// <summary>$2: the newest of the day or before; else, for a day before the first fit, the one nearest to it.</summary>
    private const string ModelOf = $"SELECT {RiskModel.Columns} FROM churn_models m WHERE m.merchant_id = $1 ORDER BY m.as_of <= $2 DESC, abs(m.as_of - $2), m.fitted_at DESC LIMIT 1";

    private const string Days = $"SELECT d.days, d.spend FROM (SELECT $3::uuid AS customer_id) s CROSS JOIN LATERAL {OrderDayReads.OfOne} d";

    private const string Counter = """
        SELECT e.id, e.customer_id, e.kind, e.source, e.occurred_at, e.recorded_at, e.weight,
          (SELECT w.recorded_at FROM evidence w WHERE w.merchant_id = $1 AND w.withdraws_id = e.id)
        FROM evidence e WHERE e.merchant_id = $1 AND e.customer_id = ANY($2) AND e.withdraws_id IS NULL AND e.kind = ANY($3)
        """;

    private const string Left = """
        SELECT d.lost_on FROM defections d WHERE d.merchant_id = $1 AND d.person_id = $2 AND d.came_back_on IS NULL AND d.withdrawal IS NULL
          AND (d.told_at IS NOT NULL OR d.known = 'told')
        """;

    private static readonly string[] CounterKinds =
        [.. Enum.GetValues<EvidenceKind>().Where(k => !EvidenceCatalogue.Of(k).IsPositive || EvidenceCatalogue.SettlesBreach(k)).Select(k => k.Word())];

    /// <param name="asOf">Null: by the current model, all orders there are.</param>
    public async Task<CustomerRiskFacts> ReadAsync(Person person, LocalDate? asOf, CancellationToken cancellationToken)
    {
        var ids = person.Ids.ToArray();
        await using var batch = scope.Batch();
        MerchantSettings.Add(batch, scope.MerchantId);
        batch.Add(Objection, scope.MerchantId, ids);
        if (asOf is { } day)
            batch.Add(ModelOf, scope.MerchantId, day);
        else
            batch.Add(RiskModel.Current, scope.MerchantId);
        batch.Add(Days, scope.MerchantId, asOf ?? LocalDate.MaxIsoValue, person.Id);
        batch.Add(Counter, scope.MerchantId, ids, CounterKinds);
        batch.Add(Left, scope.MerchantId, person.Id);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var settings = await MerchantSettings.ReadAsync(reader, scope.MerchantId, cancellationToken);
        var results = new ResultSets(reader, cancellationToken);
        var hasObjected = (await results.NextAsync(r => r.GetBoolean(0))).Single();
        var model = (await results.NextAsync(RiskModel.Read)).SingleOrDefault();
        var (days, spend) = (await results.NextAsync(ReadDays)).Single();
        return new CustomerRiskFacts(settings, hasObjected, model, days, spend, await results.NextAsync(ReadEvidence), (await results.NextAsync(r => (LocalDate?)r.GetFieldValue<LocalDate>(0))).SingleOrDefault());
    }

    private static (int[] Days, double[] Spend) ReadDays(NpgsqlDataReader row) =>
        row.IsDBNull(0) ? ([], []) : (row.GetFieldValue<int[]>(0), row.GetFieldValue<double[]>(1));

    private static Evidence ReadEvidence(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(0),
        CustomerId = row.GetGuid(1),
        Kind = EnumWords.Parse<EvidenceKind>(row.GetString(2)),
        Source = row.GetString(3),
        OccurredAt = row.GetFieldValue<Instant>(4),
        RecordedAt = row.GetFieldValue<Instant>(5),
        Weight = row.GetDouble(6),
        WithdrawnAt = row.ValueOrNull<Instant>(7),
    };
}
