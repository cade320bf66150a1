using FluentValidation;
using RetentionApi.Customers;
using RetentionApi.Domain.Interactions;
using RetentionApi.Platform.Http;

namespace RetentionApi.Interactions;

/// <summary>What a reported interaction must obey.</summary>
internal sealed class InteractionRules : AbstractValidator<CreateInteraction.Command>
{
    internal const int LongestText = 10_000;

    private const int LongestSummary = 2000, LongestName = 200, LongestSku = 128;

    public InteractionRules()
    {
        RuleFor(c => c.Body.Source).Must(ExternalKey.IsSource).WithMessage("1 to 32 of a-z, 0-9 and _");
        RuleFor(c => c.Body.ExternalId).Must(ExternalKey.IsExternalId).WithMessage("1 to 255 bytes, no control characters");
        RuleFor(c => c.Body.CustomerId).Must((command, id) => id is null != command.Body.Customer is null).WithMessage("either customerId or customer");
        RuleFor(c => c.Body.Customer!).SetValidator(new CustomerReportRules()).When(c => c.Body.Customer is not null);
        RuleFor(c => c.Body.Customer!).Must(customer => CustomerReports.Of(customer).NamesSomebody).WithMessage("tell an identity, an email or a phone")
            .When(c => c.Body.Customer is { } customer && new CustomerReportRules().Validate(customer).IsValid);
        RuleFor(c => c.Body.Direction).NotEqual(Direction.Outbound).WithMessage("visits, enquiries, reviews and complaints come from the customer")
            .When(c => c.Body.Kind is InteractionKind.Visit or InteractionKind.Enquiry or InteractionKind.Review or InteractionKind.Complaint);
        this.MayName(c => c.Body.OrderId, c => c.Body.Order);
        RuleFor(c => c.Body.OrderId).Must((command, id) => id is null && command.Body.Order is null).WithMessage("a visit is about no order").When(c => c.Body.Kind is InteractionKind.Visit);
        RuleFor(c => c.Body.Rating).InclusiveBetween(1, 5).WithMessage("1 to 5");
        RuleFor(c => c.Body.Rating).NotNull().WithMessage("a review has a rating").When(c => c.Body.Kind is InteractionKind.Review);
        RuleFor(c => c.Body.Rating).Null().WithMessage("only a review has a rating").When(c => c.Body.Kind is not InteractionKind.Review);
        RuleFor(c => c.Body.AdviceWanted).NotEqual(true).WithMessage("only an enquiry asks for advice").When(c => c.Body.Kind is not InteractionKind.Enquiry);
        RuleFor(c => c.Body.AnsweredAt).Null().WithMessage("only an enquiry is answered").When(c => c.Body.Kind is not InteractionKind.Enquiry);
        RuleFor(c => c.Body.AnsweredAt).Must((command, at) => at is null || at >= command.Body.OccurredAt).WithMessage("not before occurredAt");
        RuleFor(c => c.Body.Answer).Null().WithMessage("an answer needs answeredAt").When(c => c.Body.AnsweredAt is null);
        RuleFor(c => c.Body.Answer).MaximumLength(LongestText).WithMessage($"at most {LongestText} characters");
        RuleFor(c => c.Body.Summary).MaximumLength(LongestSummary).WithMessage($"at most {LongestSummary} characters");
        RuleFor(c => c.Body.Channel).MaximumLength(LongestName).WithMessage($"at most {LongestName} characters");
        RuleFor(c => c.Body.Category).MaximumLength(LongestName).WithMessage($"at most {LongestName} characters");
        RuleFor(c => c.Body.ProductSku).Length(1, LongestSku).WithMessage($"1 to {LongestSku} characters");
    }
}
