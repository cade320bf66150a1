using NodaTime;
using RetentionApi.Domain.FollowUps;

namespace RetentionApi.Customers;

/// <summary>What a customer said once about one channel and purpose.</summary>
/// <param name="Source">Where they said it.</param>
/// <param name="Wording">To what words.</param>
/// <param name="Proof">What shows that they did; absent for what an import claims.</param>
internal sealed record ConsentView(
    ContactChannel Channel, ConsentPurpose Purpose, bool Granted, Instant OccurredAt, string Source, string? Wording, string? Proof)
{
    public static ConsentView Of(ConsentRow row) => new(row.Channel, row.Purpose, row.IsGranted, row.OccurredAt, row.Source, row.Wording, row.Proof);
}

/// <param name="Current">What counts: of one channel and purpose the newest word, and where merged customers disagree the refusal.</param>
/// <param name="History">Everything they ever said, newest first.</param>
internal sealed record ConsentsView(IReadOnlyList<ConsentView> Current, IReadOnlyList<ConsentView> History)
{
    public static ConsentsView Of(IReadOnlyCollection<ConsentRow> rows)
    {
        var newestFirst = rows.OrderByDescending(r => r.OccurredAt).ThenByDescending(r => r.Id).ToList();
        var current = newestFirst.DistinctBy(r => (r.CustomerId, r.Channel, r.Purpose)).GroupBy(r => (r.Channel, r.Purpose))
            .Select(said => said.FirstOrDefault(r => !r.IsGranted) ?? said.First());
        return new ConsentsView(
            [.. current.OrderBy(r => r.Channel).ThenBy(r => r.Purpose).Select(ConsentView.Of)],
            [.. newestFirst.Select(ConsentView.Of).Distinct()]);
    }
}
