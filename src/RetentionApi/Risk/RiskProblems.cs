using RetentionApi.Domain.Common;
using RetentionApi.Platform.Errors;

namespace RetentionApi.Risk;

internal static class RiskProblems
{
    public static readonly Error ModelNotFound = Error.NotFound("churn_model");

    public static readonly Error NotFitted = Error.Conflict("risk.not_fitted", "No model has been fitted to this merchant's orders yet: POST /v1/churn/models.");

    public static readonly Error AsOfFuture = Error.Refused("risk.as_of_future", "asOf is today or a past day in the merchant's time zone.", "/asOf");

    public static readonly ProblemText[] Texts =
    [
        new("churn_model.not_found", "There is no such model", "List the models; the result of a fit's operation names the one it made."),
        new("churn.fit_failed", "Nothing could be fitted", "The orders hold no pattern. Fit again when more of them are there."),
        new("risk.not_fitted", "No model has been fitted yet", "Fit one with POST /v1/churn/models; from then on it is fitted anew every week."),
        new("risk.as_of_future", "The day has not come yet", "Ask for today or a past day, as the merchant's calendar has it."),
    ];
}
