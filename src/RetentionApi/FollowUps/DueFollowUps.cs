using NodaTime;
using Npgsql;
using RetentionApi.Cooperation;
using RetentionApi.CustomerPages;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Cooperation;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Merchants;
using RetentionApi.Messaging;
using RetentionApi.Platform.Jobs;
using RetentionApi.Platform.Persistence;
using RetentionApi.Relationships;

namespace RetentionApi.FollowUps;

/// <summary>Duties whose time has come: people's go on their list, messages are handed over, held, or found impossible. A batch is one transaction and three round trips, four where facts wait to be derived.</summary>
internal sealed partial class DueFollowUps(MerchantDatabases databases, LinkAddresses addresses, IClock clock, ILogger<DueFollowUps> logger)
{
    /// <summary>What a batch looks for, by its index. A message that is due and neither handed over nor held was opened due.</summary>
    public const string Waiting = "status = 'scheduled' OR (status = 'due' AND channel <> 'staff')";

    public const string WhoHasWork = $"""
        SELECT m.merchant_id FROM merchants m
        WHERE EXISTS (SELECT 1 FROM follow_ups f WHERE f.merchant_id = m.merchant_id AND f.due_at <= $1 AND f.deadline > $1 AND ({Waiting}))
        """;

    /// <summary>
    /// Their customers are locked too, as the dispatcher locks them, so that two batches never count to the cap of one customer side by side. What is past its deadline
    /// is left to be missed. The rows come from the locking statement itself: read anew, they could be older than the lock. CASE, not COALESCE: see <see cref="FollowUpReads.Tables"/>.
    /// </summary>
    private const string Claim = $"""
        WITH due AS MATERIALIZED (
          SELECT f.* FROM follow_ups f WHERE f.merchant_id = $1 AND f.due_at <= $2 AND f.deadline > $2 AND ({Waiting}) ORDER BY f.due_at LIMIT $3 FOR UPDATE SKIP LOCKED),
        locked AS MATERIALIZED (
          SELECT s.customer_id FROM customer_standings s WHERE s.merchant_id = $1 AND s.customer_id IN (
            SELECT CASE WHEN a.person_id IS NULL THEN d.customer_id ELSE a.person_id END FROM due d LEFT JOIN customer_aliases a ON a.merchant_id = $1 AND a.customer_id = d.customer_id)
          ORDER BY s.customer_id FOR UPDATE SKIP LOCKED)
        SELECT {FollowUpRows.Columns}, l.customer_id, EXISTS (
          SELECT 1 FROM outbox_messages o WHERE o.merchant_id = $1 AND o.customer_id IN (f.customer_id, l.customer_id) AND o.parked_at IS NULL)
        FROM due f
        LEFT JOIN customer_aliases a ON a.merchant_id = $1 AND a.customer_id = f.customer_id
        JOIN locked l ON l.customer_id = COALESCE(a.person_id, f.customer_id)
        ORDER BY f.due_at, f.id
        """;

    /// <returns>What became of them; nothing where none are due, or all of them are in other hands.</returns>
    public async Task<JobSummary> RunBatchAsync(Guid merchantId, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        var scope = databases.JobScope(merchantId);
        await using var connection = await scope.OpenAsync(cancellationToken);
        var due = await ClaimAsync(scope, connection, now, cancellationToken);
        if (due.Count == 0)
            return JobSummary.Nothing;
        Guid[] persons = [.. due.Select(d => d.PersonId).Distinct()];
        var reads = await OutreachReads.ReadAsync(connection, merchantId, persons, [.. due.Select(d => d.FollowUp)], OutreachReads.CapsSince(now), cancellationToken);
        var facts = await RecheckReads.ReadAsync(connection, merchantId, [.. due.Where(d => d.NeedsRecheck(reads.Settings)).Select(d => d.PersonId).Distinct()], cancellationToken);
        var advice = await VisitAdvice.ReadAsync(connection, [.. due.Select(d => (d.FollowUp, d.PersonId))], reads.Settings, cancellationToken);
        var done = due.Select(d => (
            d.FollowUp, ReadVersion: d.FollowUp.Version,
            Act: d.FollowUp.IsOwedToCustomer
                ? Attend(d.FollowUp, reads.Persons[d.PersonId], facts.GetValueOrDefault(d.PersonId), reads, advice.For(d.FollowUp, d.PersonId, now), now)
                : AttendOwn(d.FollowUp, now))).ToList();

        await using var batch = connection.CreateBatch();
        batch.AddChangedFollowUps(merchantId, [.. done.Select(d => (d.FollowUp, d.ReadVersion))]);
        batch.AddMessages(merchantId, [.. done.Select(d => d.Act.Message?.Message).OfType<MessageRow>()], reads.Settings.IsMailed);
        CustomerLinks.Add(batch, merchantId, [.. done.SelectMany(d => d.Act.Message?.Links ?? [])]);
        batch.AddAdvice(merchantId, [.. done.Where(d => d.Act.Advised is not null).Select(d => advice.Given(d.FollowUp, d.Act.Advised!, now))]);
        batch.AddEnds(merchantId, [.. done.Select(d => d.FollowUp).Where(f => f.IsEnded)], now);
        batch.Add("COMMIT");
        await batch.ExecuteNonQueryAsync(cancellationToken);
        return JobSummary.Count(done.Select(d => WhatBecameOf(d.FollowUp)));
    }

    private static async Task<List<Due>> ClaimAsync(MerchantScope scope, NpgsqlConnection connection, Instant now, CancellationToken cancellationToken)
    {
        await using var batch = scope.BeginBatch(connection);
        batch.Add(Claim, scope.MerchantId, now, JobBatches.Size);
        return await batch.AllAsync(row =>
            new Due(FollowUpRows.Read(row), row.GetGuid(FollowUpRows.ColumnCount), row.GetBoolean(FollowUpRows.ColumnCount + 1)), cancellationToken);
    }

    /// <summary>What its cause says is looked at once more: news that is none any more, and advice of which there is none, are not owed.</summary>
    /// <param name="facts">Where something may have come between: all that is known of the person.</param>
    /// <returns>The message to be stored, null where a person does it, or nobody yet; and what it advised, once it is handed over.</returns>
    private (OutreachMessage? Message, IReadOnlyList<ValuedProduct>? Advised) Attend(
        FollowUp duty, Addressee person, CustomerFacts? facts, OutreachReads reads, IReadOnlyList<ValuedProduct>? advised, Instant now)
    {
        OutreachMessage? message = null;
        var outreach = Outreach.ByStaff;
        try
        {
            var rules = reads.Settings.Rules;
            var recheck = facts is null ? default : Duties.Recheck(duty, facts.Record, facts.FollowUps, rules, now);
            if (recheck.Moved is { } moved)
            {
                _ = duty.Apply(moved).Value;
                return (null, null);
            }

            var isMoot = (FactKey.InterestId(duty.Cause) is { } interest && !reads.Products.Contains(interest)) || advised is { Count: 0 };
            outreach = (isMoot ? CancellationCause.Stopped : recheck.Cancelled) is { } cause
                ? Outreach.ByStaff with { Cancelled = cause }
                : Outreach.For(duty, person.Record, person.SurveysAndMarketing, person.Open, at => person.Zone.NextAllowed(at, reads.Settings.QuietHours), rules, now);
            if (outreach != Outreach.ByStaff && outreach.Cancelled is not CancellationCause.Stopped && rules.StepOf(duty) is { Message: not null, Template: not null } step)
                message = OutreachMessage.Of(duty, step, outreach, person, reads, advised ?? [], addresses, now);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogUnwritten(exception, duty.Kind, duty.Id); // facts or a template that fail for one customer must not hold up all others
            outreach = Outreach.ByStaff;
        }

        outreach.ApplyTo(duty, now);
        if (message?.Message is { Status: MessageStatus.HandedOver, Class: MessageClass.Survey or MessageClass.Marketing })
            person.SurveysAndMarketing.Add(now);
        return (message, message?.Message is { Status: MessageStatus.HandedOver } ? advised : null);
    }

    /// <summary>What is owed to no customer comes back to its owner's list after a snooze.</summary>
    private static (OutreachMessage? Message, IReadOnlyList<ValuedProduct>? Advised) AttendOwn(FollowUp duty, Instant now)
    {
        Outreach.ByStaff.ApplyTo(duty, now);
        return (null, null);
    }

    /// <param name="HasNews">Facts of the person wait to be derived.</param>
    private sealed record Due(FollowUp FollowUp, Guid PersonId, bool HasNews)
    {
        /// <summary>A person who is to act sees for themselves; a message that is about to go is looked at once more where news wait, or where it has conditions.</summary>
        public bool NeedsRecheck(MerchantSettings settings) => FollowUp.Channel is not ContactChannel.Staff
            && (HasNews || (settings.Rules.PlaybooksOf(FollowUp.PolicyVersion) ?? settings.Rules.Playbooks).BookOf(FollowUp) is { When.Count: > 0 });
    }

    private static string WhatBecameOf(FollowUp duty) => duty.Status switch
    {
        FollowUpStatus.Done => "handedOver",
        FollowUpStatus.Scheduled => "held",
        FollowUpStatus.Cancelled => duty.Cancellation!.Value.Word(),
        _ => "forStaff",
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "The message of {Kind} {FollowUpId} could not be written; a person has to do it")]
    private partial void LogUnwritten(Exception exception, FollowUpKind kind, Guid followUpId);
}
