using RetentionApi.Domain.Common;
using RetentionApi.Domain.Merchants;
using RetentionApi.Messaging;
using RetentionApi.Platform.Errors;

namespace RetentionApi.Merchants.Policies;

internal static class PolicyProblems
{
    public static readonly Error Invalid = new(
        ErrorKind.Refused, "policy.invalid", "The policy breaks a rule; see errors.",
        [new FieldError("/content/duties/secondQualityCheckAfter", "must be later than qualityCheckAfter", PolicyRules.Contradiction)]);

    public static readonly ProblemText[] Texts =
    [
        new("policy.invalid", "These numbers cannot hold", "Each number has a range, and some must agree with another: `errors` names each with what it may be."),
    ];

    /// <returns>All that is wrong; null: nothing.</returns>
    /// <param name="pointer">Where in the request the content stands; null: it is the request.</param>
    /// <param name="within">From a place in the policy to that in the content; null: the content is the policy.</param>
    public static Error? Of(Policy policy, string? pointer, Func<string, string>? within = null)
    {
        FieldError[] wrong =
        [
            .. PolicyRules.Check(policy).Concat(UnknownTemplates(policy)).Select(field => field with { Pointer = pointer + (within?.Invoke(field.Pointer) ?? field.Pointer) }),
        ];
        return wrong.Length == 0 ? null : Invalid with { Fields = wrong };
    }

    private static IEnumerable<FieldError> UnknownTemplates(Policy policy) =>
        from own in policy.Playbooks
        from step in own.Value.Steps.Select((step, index) => (step.Template, Index: index))
        where step.Template is not null && BuiltInTemplates.All.All(template => template.Key != step.Template)
        select new FieldError($"/playbooks/{Explanation.NameOf(own.Key)}/steps/{step.Index}/template", "there is no such template", "playbook.invalid");
}
