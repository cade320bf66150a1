using FluentValidation;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;

namespace RetentionApi.Segments;

/// <summary>What holds of a segment, when it is made and when it is changed.</summary>
internal static class SegmentRules
{
    private const int LongestName = 200, LongestTag = 64;

    public static Error? ProblemOf(CustomerCriteria criteria) =>
        criteria == new CustomerCriteria(null, null, null, null) ? SegmentProblems.Empty
        : criteria.OwnerId == CustomerCriteria.Me ? SegmentProblems.OwnerIsMe
        : criteria.Problem;

    public sealed class Body : AbstractValidator<CreateSegment.Body>
    {
        public Body()
        {
            RuleFor(b => b.Name).Must(n => !string.IsNullOrWhiteSpace(n)).WithMessage("must not be empty").MaximumLength(LongestName).WithMessage($"at most {LongestName} characters");
            RuleFor(b => b.Criteria.Tag).MaximumLength(LongestTag).WithMessage($"at most {LongestTag} characters");
        }
    }
}
