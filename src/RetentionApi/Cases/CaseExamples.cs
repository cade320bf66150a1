using NodaTime;
using RetentionApi.Domain.Cases;
using RetentionApi.Merchants;
using RetentionApi.Platform.Paging;

namespace RetentionApi.Cases;

/// <summary>What the description shows of cases: a kettle that leaks, reported on the phone.</summary>
internal static class CaseExamples
{
    private static readonly Guid Id = new("019cab3c-7c00-7a51-b1a4-2f6d1c3e5a7a");

    public static readonly CaseView Acknowledged = new(
        Id, ExampleShop.Customer, ExampleShop.CustomerName, "zendesk", "4711", null, ExampleShop.Answered, ExampleShop.Order, "KETTLE", CaseTopic.Quality, CaseSeverity.Normal,
        CaseStatus.Acknowledged, null, ExampleShop.Owner, [new Complaint(null, ExampleShop.Answered, "The kettle leaks at the spout.")], null, [], 1,
        new CaseStepView(ExampleShop.FollowUp, 2, ExampleShop.Now, ExampleShop.Answered + Duration.FromHours(23), null, null, null, null), null, null, null, [], null, null,
        ExampleShop.Answered, 2);

    public static readonly Page<CaseView> List = new([Acknowledged], null);

    public static readonly object New = new
    {
        source = "zendesk",
        externalId = "4711",
        customerId = ExampleShop.Customer,
        text = "The kettle leaks at the spout.",
        topic = "quality",
        severity = "normal",
        orderId = ExampleShop.Order,
    };

    public static readonly object Change = new { ownerId = ExampleShop.Owner, severity = "severe" };

    public static readonly object Note = new { note = "Called her back within ten minutes." };

    public static readonly object Proposal = new { proposal = "A new kettle by Friday; she keeps the old one.", promisedBy = "2026-03-13" };

    public static readonly object Revisit = new { outcome = "solved", note = "The new one pours well." };

    public static readonly object Wait = new { @for = "A photograph of the spout." };

    public static readonly object Text = new { text = "Third kettle of that batch." };

    public static readonly object Goodwill = new { kind = "gift", amount = new { amount = "30.00", currency = "CNY" }, reason = "A tin of tea for the trouble." };
}
