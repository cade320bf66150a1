using RetentionApi.Domain.Common;
using RetentionApi.Platform.Errors;

namespace RetentionApi.Erasures;

internal static class ErasureProblems
{
    public const string ErasedCode = "customer.erased";

    public static readonly Error Erased = Error.Refused(ErasedCode, "This person was erased, and is not taken up again by a report.");

    public static readonly Error NobodyErased = new(ErrorKind.NotFound, "erasure.not_found", "Nobody of this name or address was erased.");

    public static readonly ProblemText[] Texts =
    [
        new(ErasedCode, "The person asked to be forgotten",
            "Nothing of what you sent was kept, and sending it again changes nothing: take the answer for final. If they want to be known again, an admin lifts the erasure first (`POST /v1/erasures/lift`)."),
        new("erasure.not_found", "Nobody of this name was erased", "Check source and externalId, email or phone; they must be the ones by which the person was known."),
    ];
}
