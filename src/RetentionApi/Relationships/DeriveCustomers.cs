using NodaTime;
using Npgsql;
using RetentionApi.Batches;
using RetentionApi.Catalog;
using RetentionApi.Cooperation;
using RetentionApi.Defections;
using RetentionApi.Interests;
using RetentionApi.Merchants;
using RetentionApi.Platform.Outbox;
using RetentionApi.Platform.Persistence;
using RetentionApi.Risk;
using RetentionApi.Suggestions;

namespace RetentionApi.Relationships;

/// <summary>What the dispatcher does with a batch of customers: one round trip to read all, pure code, one to write all and commit.</summary>
internal sealed class DeriveCustomers(IClock clock)
{
    public async Task ProcessAsync(NpgsqlConnection connection, Guid merchantId, ClaimedWork work, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        var (settings, model, counted, facts) = await ReadAsync(connection, merchantId, work, cancellationToken);
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
            batch.AddProposals(merchantId, counted, settings.Rules, now);
            batch.AddAlertedBuyers(merchantId, work.SpreadIds, now);
            batch.AddSuggestionNews(merchantId, work.SpreadIds, now);
        }

        if (work.SpreadSince.Count > 0)
            batch.AddBuyersToRecompute(merchantId, work.SpreadSince, now);
        batch.Add("COMMIT");
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<(MerchantSettings, RiskModel?, List<CountedBatch>, List<CustomerFacts>)> ReadAsync(
        NpgsqlConnection connection, Guid merchantId, ClaimedWork work, CancellationToken cancellationToken)
    {
        await using var batch = connection.CreateBatch();
        MerchantSettings.Add(batch, merchantId);
        batch.Add(RiskModel.Current, merchantId);
        if (work.SpreadIds.Length > 0)
            batch.AddProductQuality(merchantId, work.SpreadIds);
        CustomerFactReads.Add(batch, merchantId, work.CustomerIds);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var settings = await MerchantSettings.ReadAsync(reader, merchantId, cancellationToken);
        var model = (await new ResultSets(reader, cancellationToken).NextAsync(RiskModel.Read)).SingleOrDefault();
        var counted = work.SpreadIds.Length > 0 ? await new ResultSets(reader, cancellationToken).NextAsync(QualityWrites.ReadCount) : [];
        await reader.NextResultAsync(cancellationToken);
        return (settings, model, counted, await CustomerFactReads.ReadAsync(reader, merchantId, cancellationToken));
    }
}
