using NodaTime;

namespace RetentionApi.Domain.Cases;

/// <summary>What duties and evidence need to know of a case.</summary>
/// <param name="Run">1, and one more for each time it was opened again.</param>
/// <param name="Sources">The facts that it was told in.</param>
/// <param name="ReopenedAt">When the customer said that it was not solved, oldest first.</param>
public sealed record CaseRecord(
    Guid Id, Guid CustomerId, CaseStatus Status, CaseOutcome? Outcome, int Run, Guid? OrderId, IReadOnlyList<string> Sources, IReadOnlyList<Instant> ReopenedAt, Instant? ClosedAt,
    CaseTopic Topic = CaseTopic.Other, Instant ReceivedAt = default)
{
    public bool IsOpen => Status is not CaseStatus.Closed;
}
