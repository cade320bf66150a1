using NodaTime;
using RetentionApi.Domain.Catalog;
using RetentionApi.Domain.FollowUps.Playbooks;
using RetentionApi.Domain.Orders;

namespace RetentionApi.Domain.FollowUps.Triggers;

/// <summary>
/// A check belongs to a customer: a delivery opens one, or its lines join the open one. It is asked twice; the second time only after lines
/// that were not rated, or not well.
/// </summary>
/// <remarks>
/// The first step's time is set by the earliest delivery for which it is still ahead of the check's opening, so that it does not matter which of several
/// deliveries was reported first. Once the first step has ended the times stand, and what is delivered then joins the second.
/// A product may have a plan of its own (<see cref="FollowUpPlan"/>): among several deliveries the one whose first step is due first sets the times, and no check asks
/// after a product before its plan's time: it then joins the second step, or the next check.
/// </remarks>
internal sealed class QualityChecks
{
    private readonly Situation situation;
    private readonly Playbook playbook;
    private readonly PlaybookStep firstStep;
    private readonly PlaybookStep secondStep;
    private readonly CheckRounds rounds;
    private readonly CheckRound? open;
    private readonly Instant knownAt;
    private readonly string cause;

    private QualityChecks(Situation situation, Playbook playbook, CheckRounds rounds)
    {
        (this.situation, this.playbook, this.rounds) = (situation, playbook, rounds);
        (firstStep, secondStep) = (playbook.Steps[0], playbook.Steps[^1]);
        open = rounds.Open;
        knownAt = open?.CreatedAt ?? situation.Now;
        cause = open?.Cause ?? rounds.NextCause(situation.Record.CustomerId);
    }

    public static void Find(Situation situation)
    {
        if (situation.Playbook(PlaybookTrigger.Delivery) is not { } playbook)
            return;
        var rounds = new CheckRounds(situation);
        var checks = new QualityChecks(situation, situation.AsOpened(playbook, rounds.Open?.Steps.First()), rounds);
        checks.KeepOthers();
        if (!checks.OweOpenOrNext())
            new QualityChecks(situation, playbook, new CheckRounds(situation, isOpenEnding: true)).OweOpenOrNext();
    }

    /// <summary>Of two open ones that a merge brought together the later ends; a missed one is asked no more after lines that came back.</summary>
    private void KeepOthers()
    {
        var keptLines = rounds.Others.SelectMany(r => r.Steps).Any(f => !f.IsEnded) ? situation.KeptLines.Select(kept => kept.Line.Id).ToHashSet() : [];
        foreach (var row in rounds.Others.SelectMany(r => r.Steps).Where(f => !f.IsEnded))
        {
            Guid[] lines = [.. row.OrderLineIds.Where(keptLines.Contains)];
            situation.Keep(row, playbook, kept => kept with
            {
                OrderLineIds = lines,
                IsWithdrawn = row.IsOpen || lines.Length == 0,
                EndsAs = row.IsOpen ? CancellationCause.Merged : CancellationCause.Stopped,
            });
        }
    }

    /// <returns>False where there is nothing left to ask, so that the open check ends.</returns>
    private bool OweOpenOrNext()
    {
        var candidates = situation.KeptLines
            .Where(kept => AskedFrom(kept) > rounds.AskedUntil && !rounds.WasAsked(kept.Line.Id) && IsAhead(kept, secondStep))
            .OrderBy(kept => DueAt(kept, firstStep)).ThenBy(kept => kept.DeliveredAt).ThenBy(kept => kept.Line.Id)
            .ToArray();
        if (open?.First is { IsEnded: true } asked && open.Second is { } second && (!second.IsEnded || second.IsStopped))
            return OweSecond(asked, second, candidates);
        if (candidates.Length > 0)
            OweBoth(candidates);
        else
            WithdrawOpen();
        return true;
    }

    private void OweBoth(DeliveredLine[] candidates)
    {
        var opener = candidates.FirstOrDefault(kept => IsAhead(kept, firstStep)) ?? candidates[0];
        var (firstDue, secondDue) = (DueAt(opener, firstStep), DueAt(opener, secondStep));
        var lines = new CheckLines(situation, open);
        var first = lines.Fill([], candidates.Where(kept => AskedFrom(kept) <= firstDue), firstDue);
        var both = lines.Fill(first, candidates.Where(kept => AskedFrom(kept) <= secondDue), secondDue);

        if (open?.First is not { IsEnded: true })
            Owe(firstStep, opener, firstDue, first, isGone: !IsAhead(opener, firstStep));
        if (open?.Second is not { IsEnded: true })
            Owe(secondStep, opener, secondDue, both, isGone: false);
    }

    /// <summary>The first step has ended: the second asks after its lines that were not rated well, and after what was delivered since.</summary>
    private bool OweSecond(FollowUp asked, FollowUp second, DeliveredLine[] candidates)
    {
        var wasAsked = asked.OrderLineIds.ToHashSet();
        var ratings = asked.Answers.ToDictionary(a => a.OrderLineId, a => a.Rating);
        var isSettled = situation.KeptLines.Where(kept => wasAsked.Contains(kept.Line.Id))
            .ToLookup(kept => ratings.GetValueOrDefault(kept.Line.Id) >= situation.Policy.Duties.ConfirmingRating);
        var both = new CheckLines(situation, open)
            .Fill(isSettled[false], candidates.Where(kept => AskedFrom(kept) <= second.DueAt), second.DueAt, isSettled[true]);
        situation.Keep(second, playbook, kept => kept with
        {
            OrderLineIds = [.. both.Select(line => line.Line.Id)],
            IsWithdrawn = both.Count == 0,
            Channel = both.Any(line => ratings.ContainsKey(line.Line.Id)) ? ContactChannel.Staff : null,
        });
        return both.Count > 0;
    }

    private void WithdrawOpen()
    {
        foreach (var row in open?.Steps.Where(f => !f.IsEnded) ?? [])
            situation.Keep(row, playbook, kept => kept with { OrderLineIds = [], IsWithdrawn = true });
    }

    private void Owe(PlaybookStep step, DeliveredLine opener, Instant due, List<DeliveredLine> lines, bool isGone) =>
        situation.Owed.Add(new OwedDuty(playbook, step, cause, situation.Record.CustomerId, due, step.Within.From(due, situation.Rules.Calendar) ?? Instant.MaxValue)
        {
            ImportedAt = opener.Order.ImportedAt,
            IsWithdrawn = isGone || lines.Count == 0,
            FollowsFacts = true,
            OrderLineIds = [.. lines.Select(kept => kept.Line.Id)],
        });

    /// <summary>The second step keeps its distance from the first when a pause moves that.</summary>
    private Instant DueAt(DeliveredLine kept, PlaybookStep step)
    {
        var plan = PlanOf(kept);
        var first = Instant.Max(kept.DeliveredAt + (plan?.QualityCheckAfter ?? firstStep.After), rounds.PausedUntil);
        return ReferenceEquals(step, firstStep) ? first : first + (plan?.SecondQualityCheckAfter - plan?.QualityCheckAfter ?? secondStep.After - firstStep.After);
    }

    /// <summary>From when on a check that is due anyway asks after it: a product with a plan not before its own time.</summary>
    private Instant AskedFrom(DeliveredLine kept) => kept.DeliveredAt + (PlanOf(kept)?.QualityCheckAfter ?? Duration.Zero);

    private FollowUpPlan? PlanOf(DeliveredLine kept) => kept.Line.ProductId is { } id && situation.Record.Products.TryGetValue(id, out var product) ? product.Plan : null;

    /// <summary>Whether a step that this delivery alone would make was still ahead when the check was opened, or is now.</summary>
    private bool IsAhead(DeliveredLine kept, PlaybookStep step)
    {
        var due = DueAt(kept, step);
        return (step.Within.From(due, situation.Rules.Calendar) ?? Instant.MaxValue) > knownAt && !(due < kept.Order.ImportedAt);
    }
}
