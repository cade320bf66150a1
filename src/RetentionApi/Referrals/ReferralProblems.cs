using RetentionApi.Domain.Common;
using RetentionApi.Platform.Errors;

namespace RetentionApi.Referrals;

internal static class ReferralProblems
{
    public static readonly Error NotFound = Error.NotFound("referral");

    public static readonly Error ReferrerUnknown = Error.Refused("referral.referrer_unknown", "There is no such customer: report who brought the other first.", "/referrer");

    public static readonly Error ReferredUnknown = Error.Refused("referral.referred_unknown", "There is no such customer: report who was brought first.", "/referred");

    public static readonly Error OfThemselves = Error.Refused("referral.of_themselves", "Nobody brings themselves.", "/referred");

    public static readonly Error BoughtBefore = Error.Refused("referral.bought_before", "They had bought before they were brought.", "/occurredAt");

    public static readonly Error InFuture = Error.Refused("referral.in_future", "What happened cannot lie in the future.", "/occurredAt");

    public static readonly Error AlreadyReferred = Error.Conflict("referral.already_referred", "Somebody has brought this customer already; a customer is brought once.");

    public static readonly ProblemText[] Texts =
    [
        new("referral.not_found", "There is no such referral", "List the referrals to find the id."),
        new("referral.referrer_unknown", "Who brought is not known", "Name a customer by our id or by `~source:externalId`; report them before the referral."),
        new("referral.referred_unknown", "Who was brought is not known", "Name a customer by our id or by `~source:externalId`; report them before the referral."),
        new("referral.of_themselves", "Referrer and referred are one person", "A merge may have made them one: check both customers."),
        new("referral.bought_before", "They were a buyer before", "Only who has not bought yet can be brought; check `occurredAt` and its offset."),
        new("referral.in_future", "The referral lies in the future", "Leave `occurredAt` out for now."),
        new("referral.already_referred", "Brought once already", "The first referral that is told counts; `GET /v1/referrals?referredId=` shows it."),
    ];
}
