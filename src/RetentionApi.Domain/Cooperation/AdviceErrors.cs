using RetentionApi.Domain.Common;

namespace RetentionApi.Domain.Cooperation;

/// <summary>Every way in which a decision about advice is refused; the codes are a contract.</summary>
public static class AdviceErrors
{
    public static readonly Error AlreadyAccepted = Error.Conflict("advice.already_accepted", "The customer took this advice already.");

    public static readonly Error AlreadyRegretted = Error.Conflict("advice.already_regretted", "The customer said already that they regret it.");

    public static readonly Error NotAdvised = Error.Refused("advice.not_advised", "This product was not part of the advice.", "/productSku");

    public static readonly Error InFuture = Error.Refused("advice.in_future", "Nobody has said yet what lies in the future.", "/at");

    public static readonly Error BeforeGiven = Error.Refused("advice.before_given", "The advice was not given yet then.", "/at");
}
