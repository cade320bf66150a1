using RetentionApi.Domain.Common;
using RetentionApi.Platform.Errors;

namespace RetentionApi.Cooperation;

internal static class AdviceProblems
{
    public static readonly Error NotFound = Error.NotFound("advice");

    public static readonly Error CategoryMissing = Error.Refused("request.invalid", "Name the category that they look for.", "/category");

    public static readonly Error ProductUnknown = Error.Refused("advice.product_unknown", "There is no such product.", "/productSkus");

    public static readonly Error TooFew = Error.Refused("advice.too_few", "Fewer than two products of this category can be bought: name what you advised.", "/category");

    public static readonly Error Withheld = Error.Refused("advice.withheld", "The customer objected to profiling: nothing is computed of them. Name what you advised.", "/productSkus");

    public static readonly Error CauseUnknown = Error.Refused("advice.cause_unknown", "No request of this customer for advice has this id.", "/interactionId");

    public static readonly Error SaidInFuture = Error.Refused("value_profile.in_future", "Nobody has said yet what lies in the future.", "/saidAt");

    public static readonly Error ValuesWithheld = Error.Conflict("value_profile.withheld", "The customer objected to profiling: what they value is not kept.");

    public static readonly ProblemText[] Texts =
    [
        new("advice.not_found", "There is no such advice", "`GET /v1/customers/{id}/advice` lists what a customer was advised."),
        new("advice.product_unknown", "No such product", "Name products by their sku."),
        new("advice.too_few", "Nothing to compare", "Advice needs two products that can be bought and have a price in your currency; or name what you advised in `productSkus`."),
        new("advice.withheld", "Nothing is computed of this customer", "After an objection to profiling there are no recommendations. What a person advised is named in `productSkus`."),
        new("advice.cause_unknown", "It does not come from there", "`interactionId` is an enquiry that asks for advice, `followUpId` a follow-up `bestValue`, both of this customer."),
        new("advice.already_accepted", "The advice was taken already", "Read it to see what they chose."),
        new("advice.already_regretted", "The advice was regretted already", "Read it to see when, and why."),
        new("advice.not_advised", "This was not advised", "`productSku` is one of the `products` of the advice."),
        new("advice.in_future", "That lies in the future", "Leave the time out for now."),
        new("advice.before_given", "The advice was not given yet", "The time is not before `givenAt`."),
        new("value_profile.withheld", "Nothing is kept of what this customer values",
            "They objected to profiling. Keep what they said as an interaction (`POST /v1/interactions`), or lift the objection if that is what they want (`PUT /v1/customers/{id}/objections`)."),
        new("value_profile.in_future", "That lies in the future", "Leave `saidAt` out for now."),
    ];
}
