using RetentionApi.Domain.Common;
using RetentionApi.Platform.Errors;

namespace RetentionApi.Customers;

internal static class CustomerProblems
{
    public static readonly Error NotFound = Error.NotFound("customer");

    public static readonly Error Restricted = new(ErrorKind.Forbidden, "customer.restricted", "The customer asked that their data be kept and not used: only admins see them.");

    public static readonly Error OwnerUnknown = Error.Refused("customer.owner_unknown", "Nobody of this id works for you now.", "/ownerId");

    public static readonly Error StyleByStaffOnly = new(
        ErrorKind.Forbidden, "customer.style_by_staff_only", "How a customer likes to be talked to is for a person to say: use a key that is bound to a staff member.");

    public static readonly Error DuplicateUnknown = Error.Refused("customer.duplicate_unknown", "There is no customer with this id.", "/duplicateId");

    public static readonly Error MergedIntoItself = Error.Refused("customer.merged_into_itself", "This is the survivor: a customer cannot be merged into themselves, nor in a circle.", "/duplicateId");

    public static readonly Error AlreadyMerged = Error.Conflict("customer.already_merged", "They are merged already: name their survivor, or undo that merge first.");

    public static readonly Error NotMerged = Error.Conflict("customer.not_merged", "They are not merged into this customer.");

    public static readonly Error MergedLongAgo = Error.Conflict("customer.merged_long_ago", "A merge can be undone for thirty days.");

    public static readonly Error ConsentInFuture = Error.Refused("customer.consent_in_future", "Nobody has said yet what lies in the future.", "/occurredAt");

    public static readonly ProblemText[] Texts =
    [
        new("customer.unknown", "No such customer", "`customerId` is ours; `customer` names one by the storefront's own id. Report the customer first."),
        new("customer.order_unknown", "No such order of this customer", "`orderId` is ours; `order` names one by the storefront's own id. It must be the customer's."),
        new("customer.owner_unknown", "No such staff member", "`GET /v1/staff` lists who works for you; who has left cannot own a customer."),
        new("customer.style_by_staff_only", "Only staff say how a customer likes to be talked to", "Use a key that was made with a `staffId`."),
        new("customer.duplicate_unknown", "No such duplicate", "`duplicateId` is ours; `possibleDuplicates` of a customer names candidates."),
        new("customer.merged_into_itself", "A merge cannot end where it begins", "The survivor and the duplicate are one person already."),
        new("customer.already_merged", "The duplicate is merged already", "Merge its survivor instead, or undo the first merge."),
        new("customer.not_merged", "There is no such merge", "Name the survivor in the path and who was merged away in `duplicateId`."),
        new("customer.merged_long_ago", "Too late to undo the merge", "After thirty days a merge stays."),
        new("customer.in_future", "A first contact in the future", "Check `firstContactAt` and its offset, or leave it out."),
        new("customer.consent_in_future", "A consent lies in the future", "Leave `occurredAt` out for now."),
        new("customer.restricted", "The customer's data is restricted", "Use an admin's key, or wait until the restriction is lifted (`PUT /v1/customers/{id}/objections`)."),
        new("customer.not_found", "There is no such customer", "Check the id; `~source:externalId` names a customer by the storefront's own id. Another merchant's customers are not there for you."),
    ];

    /// <param name="at">Where in the body the customer is told.</param>
    public static Error ContactInFuture(string at = "") => Error.Refused("customer.in_future", "A first contact that is reported has been.", $"{at}/firstContactAt");
}
