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
        var (seen, tally) = (0L, new TrialTally());
        await foreach (var (batch, reach) in customers.ReadAsync(WithReachAsync, cancellationToken))
        {
            foreach (var facts in batch)
            {
                var writing = reach.Persons[facts.Record.CustomerId];
                var trial = new TrialReach(writing.SurveysAndMarketing, at => writing.Zone.NextAllowed(at, settings.QuietHours));
                tally.Add(facts.Record.CustomerId, PlaybookTrial.Run(trigger, facts.Record, facts.FollowUps, trial, settings.Rules, from, until));
            }

            await run.ReportAsync(seen += batch.Count, total);
            cancellationToken.ThrowIfCancellationRequested();
        }

        return Result<object>.Ok(tally.ViewOf(seen, from, until));

        async Task<(List<CustomerFacts> Batch, OutreachReads Reach)> WithReachAsync(NpgsqlConnection connection, List<CustomerFacts> facts) => (facts, await OutreachReads.ReadAsync(
            connection, scope.MerchantId, [.. facts.Select(f => f.Record.CustomerId)], [], from - settings.Policy.Duties.MessageCapWindow, cancellationToken));
    }
}

/// <summary>Counts what became of each, and keeps of whom only a few: a million customers fit in no answer.</summary>
internal sealed class TrialTally
{
    public const int MostSamples = 10;

    private readonly SortedDictionary<TrialOutcome, (long Count, List<Guid> Sample)> outcomes = [];

    public void Add(Guid customerId, IEnumerable<TrialOutcome> ofCustomer)
    {
        foreach (var outcome in ofCustomer)
        {
            var (count, sample) = outcomes.TryGetValue(outcome, out var known) ? known : (0, []);
            if (sample.Count < MostSamples && !sample.Contains(customerId))
                sample.Add(customerId);
            outcomes[outcome] = (count + 1, sample);
        }
    }

    public PlaybookTrialView ViewOf(long customers, Instant from, Instant until) => new(
        customers, from, until, outcomes.Where(o => o.Key < TrialOutcome.ConditionNotMet).Sum(o => o.Value.Count),
        [.. outcomes.Select(o => new TrialOutcomeView(o.Key, o.Value.Count, o.Value.Sample))]);
}

/// <summary>What a playbook would have made.</summary>
/// <param name="Customers">How many were looked at.</param>
/// <param name="Made">Follow-ups it would have made, beside those that are there already.</param>
/// <param name="Outcomes">What would have become of each, and why some would not have been made.</param>
internal sealed record PlaybookTrialView(long Customers, Instant From, Instant Until, long Made, IReadOnlyList<TrialOutcomeView> Outcomes);

/// <param name="Sample">Some of the customers: the first ten.</param>
internal sealed record TrialOutcomeView(TrialOutcome Outcome, long Count, IReadOnlyList<Guid> Sample);
