using Microsoft.EntityFrameworkCore;
using RetentionApi.Domain.Common;
using RetentionApi.Orders;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.Customers;

/// <summary>The customer, and their order, that a decision's body names, by our ids or a source's own.</summary>
/// <param name="CustomerId">Under whom it is written.</param>
internal sealed record NamedCustomer(Guid CustomerId, Person Person, Guid? OrderId)
{
    public static readonly Error CustomerUnknown = Error.Refused("customer.unknown", "There is no such customer: report them first.", "/customerId");

    public static readonly Error OrderUnknown = Error.Refused("customer.order_unknown", "The customer has no such order.", "/orderId");

    public static async Task<Result<NamedCustomer>> FindAsync(RetentionDbContext db, Caller caller, ExternalKey customer, ExternalKey? order, CancellationToken cancellationToken)
    {
        if (await CustomerPersons.FindAsync(db, customer, cancellationToken) is not { } person)
            return CustomerUnknown;
        if (person.IsHiddenFrom(caller))
            return CustomerProblems.Restricted;
        if (order is not var (id, source, externalId))
            return new NamedCustomer(customer.Id ?? person.Id, person, null);
        var known = await db.Set<OrderRow>().Where(o => o.Id == id || (o.Source == source && o.ExternalId == externalId))
            .Where(o => o.CustomerId != null && person.Ids.Contains(o.CustomerId.Value)).Select(o => new { o.Id, o.CustomerId }).SingleOrDefaultAsync(cancellationToken);
        return known is null ? OrderUnknown : new NamedCustomer(known.CustomerId!.Value, person, known.Id);
    }
}
