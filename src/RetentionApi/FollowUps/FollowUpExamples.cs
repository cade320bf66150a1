using NodaTime;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Relationships;
using RetentionApi.Merchants;
using RetentionApi.Platform.Paging;

namespace RetentionApi.FollowUps;

/// <summary>What the description shows of duties: a quality check, before and after it was answered.</summary>
internal static class FollowUpExamples
{
    public static readonly FollowUpView Due = new(
        ExampleShop.FollowUp, ExampleShop.Customer, ExampleShop.CustomerName, FollowUpKind.QualityCheck, Level.Responsible, $"order:{ExampleShop.Order}", 1, FollowUpStatus.Due,
        ExampleShop.CheckDue, ExampleShop.CheckDue + Duration.FromDays(7), ContactChannel.Email, ExampleShop.Owner, null,
        [new FollowUpLineView(ExampleShop.OrderLine, ExampleShop.Order, "TEA-LJ-250", "龙井 250 g")],
        null, null, null, null, null, null, [], null, null, Duration.Zero, null, null, 1, ExampleShop.Delivered, 2);

    public static readonly FollowUpView Answered = Due with
    {
        Status = FollowUpStatus.Done,
        CompletedAt = ExampleShop.Answered,
        Outcome = FollowUpOutcome.Answered,
        AnsweredAt = ExampleShop.Answered,
        Answers = [new LineAnswer(ExampleShop.OrderLine, 5, "Fragrant, and it arrived intact.")],
        EndedAt = ExampleShop.Answered,
        EndedBy = ExampleShop.Owner,
        Version = 3,
    };

    public static readonly Page<FollowUpView> WorkList = new([Due], null);
}
