using System.Diagnostics;
using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Operations;
using RetentionApi.Platform.Persistence;
using RetentionApi.Relationships;

namespace RetentionApi.Merchants.Policies;

/// <summary>
/// Derives every customer twice, under the policy that holds and under the proposed one, and compares. Nothing is written and nobody is locked; after a restart it
/// begins anew.
/// </summary>
internal sealed class PolicyDryRunWork(MerchantDatabases databases, IClock clock) : IOperationWork
{
    public const string KindOfOperation = "policyDryRun";

    public string Kind => KindOfOperation;

    public async Task<Result<object>> RunAsync(OperationRun run, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        var now = clock.GetCurrentInstant();
        var scope = databases.JobScope(run.MerchantId);
        var settings = await MerchantSettings.ReadAsync(scope, cancellationToken);
        // A number of its own: what runs now was opened under another version, and stays as it is.
        var proposed = settings.Under(run.Request<PolicyDryRunRequest>().Policy with { Version = int.MaxValue });
        var customers = new EveryCustomer(scope);
        var total = await customers.CountAsync(cancellationToken);
        var differences = new PolicyDifferences();
        await foreach (var batch in customers.ReadAsync(cancellationToken))
        {
            foreach (var facts in batch)
                differences.Add(CustomerDerivation.Of(facts.Copy(), settings, now), CustomerDerivation.Of(facts, proposed, now), now);
            await run.ReportAsync(differences.Customers, total);
            cancellationToken.ThrowIfCancellationRequested();
        }

        return Result<object>.Ok(differences.ToView(Stopwatch.GetElapsedTime(began)));
    }
}
