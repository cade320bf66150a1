using RetentionApi.Domain.Common;
using RetentionApi.Platform.Errors;

namespace RetentionApi.CustomerPages;

internal static class LinkProblems
{
    public static readonly Error AlreadyUsed = Error.Conflict("link.already_used", "This was answered already.");

    public static readonly ProblemText[] Texts =
    [
        new("link.already_used", "Answered already", "A link takes one answer. The customer's page says so in their words."),
    ];
}
