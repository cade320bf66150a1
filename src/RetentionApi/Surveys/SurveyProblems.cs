using RetentionApi.Domain.Common;
using RetentionApi.Platform.Errors;

namespace RetentionApi.Surveys;

internal static class SurveyProblems
{
    public static readonly Error NotFound = Error.NotFound("survey");

    public static readonly Error SomeCustomerUnknown = CustomerUnknown(0);

    public static readonly Error SomeBuyerUnknown = BuyerUnknown(0);

    public static readonly ProblemText[] Texts =
    [
        new("survey.not_found", "There is no such survey", "List the surveys to find its id. Another merchant's surveys are not there for you."),
        new("survey.customer_unknown", "No such customer", "`customerIds` are ours; nobody was asked. Leave out the one that `errors` points to, and send again."),
        new("survey.buyer_unknown", "Nobody to ask about the order", "`orderIds` are ours, of orders whose customer is known; nobody was asked. Leave out the one that `errors` points to, and send again."),
        new("survey.nothing_chosen", "No answer was chosen", "Choose one on the scale; of the five values, rate at least one."),
        new("survey.off_scale", "The answer is not on the scale", "CSAT and each of the five values 1 to 5, NPS 0 to 10, CES 1 to 7."),
        new("survey.text_too_long", "The text is too long", "At most 2,000 characters."),
    ];

    public static Error CustomerUnknown(int index) => Error.Refused("survey.customer_unknown", "There is no customer with this id.", $"/customerIds/{index}");

    public static Error BuyerUnknown(int index) => Error.Refused("survey.buyer_unknown", "There is no order with this id of which we know who placed it.", $"/orderIds/{index}");
}
