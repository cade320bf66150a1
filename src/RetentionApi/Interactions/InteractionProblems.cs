using RetentionApi.Domain.Common;
using RetentionApi.Platform.Errors;

namespace RetentionApi.Interactions;

internal static class InteractionProblems
{
    public static readonly Error NotFound = Error.NotFound("interaction");

    public static readonly Error CustomerUnknown = Error.Refused("interaction.customer_unknown", "There is no customer with this id: report the customer first, or tell them inline.", "/customerId");

    public static readonly Error OrderUnknown = Error.Refused("interaction.order_unknown", "There is no such order: report it first, or leave it out.", "/orderId");

    public static readonly Error NotAnEnquiry = Error.Refused("interaction.not_an_enquiry", "Only an enquiry of a customer is answered.");

    public static readonly Error AlreadyAnswered = Error.Conflict("interaction.already_answered", "The enquiry is answered already.");

    public static readonly Error InFuture = Error.Refused("interaction.in_future", "A contact that is reported has been.", "/occurredAt");

    public static readonly Error AnsweredInFuture = Error.Refused("interaction.answered_in_future", "An answer cannot lie in the future.", "/answeredAt");

    public static readonly Error AnsweredBeforeAsked = Error.Refused("interaction.answered_before_asked", "An answer cannot be older than its enquiry.", "/answeredAt");

    public static readonly ProblemText[] Texts =
    [
        new("interaction.not_found", "There is no such interaction", "Check the id; `~source:externalId` names an interaction by the storefront's own id."),
        new("interaction.customer_unknown", "No such customer", "`customerId` is ours. Use `customer` with the storefront's own identity to report both at once."),
        new("interaction.order_unknown", "No such order", "`orderId` is ours; `order` names one by the storefront's own id. Report the order first."),
        new("interaction.not_an_enquiry", "This is no enquiry", "Calls, messages and reviews are not answered here: report your reply as an interaction of its own."),
        new("interaction.already_answered", "Answered already", "The first answer counts; report a further one as an interaction of its own."),
        new("interaction.in_future", "The contact lies in the future", "Check `occurredAt` and its offset: a local time is not UTC."),
        new("interaction.answered_in_future", "The answer lies in the future", "Leave `answeredAt` out for now."),
        new("interaction.answered_before_asked", "The answer is older than the enquiry", "Check `answeredAt` and its offset."),
    ];
}
