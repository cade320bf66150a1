using FluentValidation;
using RetentionApi.Catalog;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;

namespace RetentionApi.Orders;

/// <summary>What a reported order must obey.</summary>
internal sealed class OrderRules : AbstractValidator<CreateOrder.Command>
{
    private const int MostLines = 500, LongestSku = 128, LongestName = 500;

    private const decimal MostPieces = 1_000_000_000m;

    public OrderRules()
    {
        RuleFor(c => c.Body.Source).Must(ExternalKey.IsSource).WithMessage("1 to 32 of a-z, 0-9 and _");
        RuleFor(c => c.Body.ExternalId).Must(ExternalKey.IsExternalId).WithMessage("1 to 255 bytes, no control characters");
        RuleFor(c => c.Body.Currency).Must(Money.IsCurrency).WithMessage("three capital letters (ISO 4217)");
        RuleFor(c => c.Body.Lines).Must(lines => lines.Count is >= 1 and <= MostLines).WithMessage($"1 to {MostLines} lines");
        RuleFor(c => c.Body.Lines).Must((command, lines) => command.Body.LineNumbers.Distinct().Count() == lines.Count).WithMessage("each number once");
        RuleFor(c => c.Body.CustomerId).Must((command, id) => id is null || command.Body.Customer is null).WithMessage("customerId or customer, not both");
        RuleFor(c => c.Body.Total).Must(total => total is null || total.Value.Amount >= 0).WithMessage("must not be negative");
        RuleFor(c => c.Body.Total).Must((command, total) => total is null || total.Value.Currency == command.Body.Currency).WithMessage("in the order's currency");
        RuleForEach(c => c.Body.Lines).ChildRules(line =>
        {
            line.RuleFor(l => l.Sku).Length(1, LongestSku).WithMessage($"1 to {LongestSku} characters");
            line.RuleFor(l => l.Quantity).InclusiveBetween(0.000001m, MostPieces).WithMessage("must be more than 0");
            line.RuleFor(l => l.UnitPrice).Must(p => p.Amount >= 0).WithMessage("must not be negative");
            line.RuleFor(l => l.UnitPrice).Must((l, price) => l.Quantity * price.Amount <= Money.Largest).WithMessage("times the quantity, at most a million million")
                .When(l => l.Quantity is > 0 and <= MostPieces);
            line.RuleFor(l => l.Number).InclusiveBetween(1, 100_000).WithMessage("1 to 100000");
            line.RuleFor(l => l.Batch).MayBeBatchCode();
            line.RuleFor(l => l.ProductName).MaximumLength(LongestName).WithMessage($"at most {LongestName} characters");
        });
        RuleForEach(c => c.Body.Lines).Must((command, line) => line.UnitPrice.Currency == command.Body.Currency).WithMessage("unitPrice must be in the order's currency");
        RuleFor(c => c.Body.Customer!).SetValidator(new CustomerReportRules()).When(c => c.Body.Customer is not null);
        RuleFor(c => c.Body.Deliveries).Must((command, deliveries) => deliveries is null || AreOnce(command.Body, deliveries)).WithMessage("each delivery once");
        RuleForEach(c => c.Body.Deliveries).SetValidator(new DeliveryRules()).When(c => c.Body.Deliveries is not null);
    }

    private static bool AreOnce(CreateOrder.Body order, IReadOnlyList<CreateDelivery.Body> deliveries) =>
        deliveries.Select(d => DeliveryWrites.IdentityOf(d, order.Source, order.ExternalId)).Distinct().Count() == deliveries.Count;
}
