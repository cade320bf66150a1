using RetentionApi.Domain.Customers;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Promises;
using static RetentionApi.Domain.Tests.FollowUps.Facts;

namespace RetentionApi.Domain.Tests.Promises;

/// <summary>The promises of one customer with their duties, as they are stored.</summary>
internal sealed class PromiseLedger
{
    public List<Promise> Promises { get; } = [];

    public List<FollowUp> Duties { get; } = [];

    /// <summary>Derives and writes; and then nothing is left to write.</summary>
    public void Derive(CustomerRecord record, double day)
    {
        var changes = PromiseDerivation.Derive(record with { Promises = Promises }, Duties, Rules, Day(day));
        Promises.AddRange(changes.Made);
        Duties.AddRange(changes.Duties);
        PromiseDerivation.Derive(record with { Promises = Promises }, Duties, Rules, Day(day)).Should().Be(PromiseChanges.None);
    }
}
