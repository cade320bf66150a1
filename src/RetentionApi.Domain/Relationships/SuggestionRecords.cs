using NodaTime;
using RetentionApi.Domain.Customers;

namespace RetentionApi.Domain.Relationships;

public static class SuggestionRecords
{
    /// <summary>What levels need to know of a person's suggestions; what was said twice, before two customers turned out to be one, counts once.</summary>
    public static IReadOnlyCollection<SuggestionRecord> ToSuggestionRecords(this CustomerRecord record) =>
    [
        .. record.Suggestions.Where(s => !s.IsMerged).GroupBy(s => s.SuggestionId).Select(voices => new SuggestionRecord(
            voices.Key, Earliest(voices.Select(v => v.RepliedInTimeAt)), Earliest(voices.Select(v => v.DecidedAt)), Earliest(voices.Select(v => v.ToldAt)))),
    ];

    private static Learnt? Earliest(IEnumerable<Instant?> times) => times.Min() is { } at ? new Learnt(at, at) : null;
}
