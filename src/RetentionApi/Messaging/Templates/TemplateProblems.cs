using RetentionApi.Domain.Common;
using RetentionApi.Platform.Errors;

namespace RetentionApi.Messaging.Templates;

internal static class TemplateProblems
{
    private const string Code = "template.invalid";

    public static readonly Error NotFound = Error.NotFound("template");

    /// <summary>What the description shows.</summary>
    public static readonly Error InvalidExample = Invalid("/texts/0/body", "body(1,4) : error : The variable or function `custmer` was not found");

    public static readonly ProblemText[] Texts =
    [
        new("template.not_found", "There is no such template", "List the templates: each kind of message has one."),
        new(Code, "The template cannot be used", "It is tried with a sample, and `errors` says what is wrong and where. Values are `merchant`, `customer`, `answer`, `link`, `topic`, `unsubscribe` and `products`."),
    ];

    public static Error Invalid(string pointer, string words) => Error.Refused(Code, words, pointer);
}
