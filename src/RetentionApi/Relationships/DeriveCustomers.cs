using NodaTime;
using Npgsql;
using RetentionApi.Cooperation;
using RetentionApi.Defections;
using RetentionApi.Interests;
using RetentionApi.Merchants;
using RetentionApi.Platform.Outbox;
using RetentionApi.Platform.Persistence;
using RetentionApi.Risk;

namespace RetentionApi.Relationships;

/// <summary>What the dispatcher does with a batch of customers: one round trip to read all, pure code, one to write all and commit.</summary>
internal sealed class DeriveCustomers(IClock clock)
{
    public async Task ProcessAsync(NpgsqlConnection connection, Guid merchantId, ClaimedWork work, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        var (settings, model, facts) = await ReadAsync(connection, merchantId, work.CustomerIds, cancellationToken);
        var derived = facts.Select(f => CustomerDerivation.Of(f, settings, now)).ToList();
        await using var batch = connection.CreateBatch();
        if (derived.Count > 0)
        {
            DerivedRisks.Add(batch, model, [.. derived.Select(d => new BuyerToScore(d.CustomerId, d.OrderDays, d.IsWithheld, d.LeftOn))], settings, now);
            DerivationWrites.Add(batch, merchantId, derived, now);
            batch.AddLosses(merchantId, [.. derived.Select(d => d.CustomerId)], watchedSince: null, now);
        }

        if (work.SpreadIds.Length > 0)
        {
            batch.AddTurningInterests(merchantId, work.SpreadIds, now);
            batch.AddProductQuality(merchantId, work.SpreadIds);
        }

        batch.Add("COMMIT");
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<(MerchantSettings, RiskModel?, List<CustomerFacts>)> ReadAsync(
        NpgsqlConnection connection, Guid merchantId, Guid[] customerIds, CancellationToken cancellationToken)
    {
        await using var batch = connection.CreateBatch();
        MerchantSettings.Add(batch, merchantId);
        batch.Add(RiskModel.Current, merchantId);
        CustomerFactReads.Add(batch, merchantId, customerIds);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var settings = await MerchantSettings.ReadAsync(reader, merchantId, cancellationToken);
        var model = (await new ResultSets(reader, cancellationToken).NextAsync(RiskModel.Read)).SingleOrDefault();
        await reader.NextResultAsync(cancellationToken);
        return (settings, model, await CustomerFactReads.ReadAsync(reader, merchantId, cancellationToken));
    }
}
