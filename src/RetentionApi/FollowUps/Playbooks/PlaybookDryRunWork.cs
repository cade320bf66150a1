using NodaTime;
using Npgsql;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps.Playbooks;
using RetentionApi.Merchants;
using RetentionApi.Platform.Operations;
using RetentionApi.Platform.Persistence;
using RetentionApi.Relationships;

namespace RetentionApi.FollowUps.Playbooks;

/// <summary>Tries a playbook on every customer, over days that have passed. Nothing is written and nobody is locked; after a restart it begins anew.</summary>
internal sealed class PlaybookDryRunWork(MerchantDatabases databases, IClock clock) : IOperationWork
{
    public const string KindOfOperation = "playbookDryRun";

    private const int MostSamples = 10;

    public string Kind => KindOfOperation;

    public async Task<Result<object>> RunAsync(OperationRun run, CancellationToken cancellationToken)
    {
        var (trigger, days, policy) = run.Request<PlaybookDryRunRequest>();
        var until = clock.GetCurrentInstant();
        var from = until - Duration.FromDays(days);
        var scope = databases.JobScope(run.MerchantId);
        var settings = (await MerchantSettings.ReadAsync(scope, cancellationToken)).Under(policy with { Version = int.MaxValue });
        var customers = new EveryCustomer(scope);
        var total = await customers.CountAsync(cancellationToken);
        var (seen, outcomes) = (0L, new List<(TrialOutcome Outcome, Guid CustomerId)>());
        await foreach (var (batch, reach) in customers.ReadAsync(WithReachAsync, cancellationToken))
        {
            foreach (var facts in batch)
            {
                var writing = reach.Persons[facts.Record.CustomerId];
                var trial = new TrialReach(writing.SurveysAndMarketing, at => writing.Zone.NextAllowed(at, settings.QuietHours));
                outcomes.AddRange(PlaybookTrial.Run(trigger, facts.Record, facts.FollowUps, trial, settings.Rules, from, until).Select(o => (o, facts.Record.CustomerId)));
            }

            await run.ReportAsync(seen += batch.Count, total);
            cancellationToken.ThrowIfCancellationRequested();
        }

        return Result<object>.Ok(ViewOf(seen, from, until, outcomes));

        async Task<(List<CustomerFacts> Batch, OutreachReads Reach)> WithReachAsync(NpgsqlConnection connection, List<CustomerFacts> facts) => (facts, await OutreachReads.ReadAsync(
            connection, scope.MerchantId, [.. facts.Select(f => f.Record.CustomerId)], [], from - settings.Policy.Duties.MessageCapWindow, cancellationToken));
    }

    private static PlaybookTrialView ViewOf(long customers, Instant from, Instant until, List<(TrialOutcome Outcome, Guid CustomerId)> outcomes) => new(
        customers, from, until, outcomes.Count(o => o.Outcome < TrialOutcome.ConditionNotMet),
        [
            .. outcomes.GroupBy(o => o.Outcome).OrderBy(g => g.Key)
                .Select(g => new TrialOutcomeView(g.Key, g.Count(), [.. g.Select(o => o.CustomerId).Distinct().Take(MostSamples)])),
        ]);
}

/// <summary>What a playbook would have made.</summary>
/// <param name="Customers">How many were looked at.</param>
/// <param name="Made">Follow-ups it would have made, beside those that are there already.</param>
/// <param name="Outcomes">What would have become of each, and why some would not have been made.</param>
internal sealed record PlaybookTrialView(long Customers, Instant From, Instant Until, long Made, IReadOnlyList<TrialOutcomeView> Outcomes);

/// <param name="Sample">Some of the customers.</param>
internal sealed record TrialOutcomeView(TrialOutcome Outcome, long Count, IReadOnlyList<Guid> Sample);
