using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps.Playbooks;
using RetentionApi.Domain.Interests;

namespace RetentionApi.Domain.FollowUps.Triggers;

/// <summary>What a customer asked to be told has come true: they are told, once, as long as it is true. Who cannot be reached waits until they can.</summary>
internal static class News
{
    public static void Find(Situation situation)
    {
        var record = situation.Record;
        if (situation.Playbook(PlaybookTrigger.InterestFulfilled) is not { } playbook)
            return;
        var ways = record.ContactPoints.Where(p => playbook.Steps[0].Channels.Contains(p.Channel)).ToArray();
        if (ways.Length == 0)
            return;
        var reachableSince = ways.Min(p => p.KnownSince ?? record.FirstContactAt);
        foreach (var news in record.Interests.Where(i => i.IsNews).GroupBy(i => (i.ProductId, i.Kind)))
        {
            var asked = TheOneTold(situation, news);
            situation.Owe(
                playbook, FactKey.Interest(asked.Id), asked.CustomerId, Instant.Max(asked.FulfilledAt!.Value, reachableSince),
                owed => owed with { FollowsFacts = true, AskedForAt = news.Max(i => i.AskedAt) });
        }
    }

    /// <summary>Of two askings of one person (they were merged) the one that a duty speaks of already, else the first.</summary>
    private static Interest TheOneTold(Situation situation, IEnumerable<Interest> askings)
    {
        var inOrder = askings.OrderBy(i => i.AskedAt).ThenBy(i => i.Id).ToArray();
        return inOrder.FirstOrDefault(i => situation.Stored(FollowUpKind.NewsAskedFor, FactKey.Interest(i.Id), 1) is { IsStopped: false }) ?? inOrder[0];
    }
}
