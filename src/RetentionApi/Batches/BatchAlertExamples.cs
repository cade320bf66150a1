using RetentionApi.Domain.Batches;
using RetentionApi.Merchants;
using RetentionApi.Platform.Paging;

namespace RetentionApi.Batches;

/// <summary>What the description shows of quality and alerts: a batch of tea that several customers found musty.</summary>
internal static class BatchAlertExamples
{
    private const string Batch = "LJ-2026-02", Sku = "TEA-LJ-250", Name = "龙井 250 g";

    public static readonly BatchAlertView Proposed = new(
        new("019cab3c-7c00-7a51-b1a4-2f6d1c3e5a81"), ExampleShop.Product, Sku, Name, Batch, BatchAlertStatus.Proposed, BatchAlertOrigin.ByRule, 2, 4, 4, 0.9873m,
        ExampleShop.Now, ExampleShop.FollowUp, ExampleShop.Now + NodaTime.Duration.FromHours(4), false, null, null, null, null);

    public static readonly BatchAlertView Confirmed = Proposed with
    {
        Status = BatchAlertStatus.Confirmed,
        DecidedAt = ExampleShop.Now,
        DecidedBy = ExampleShop.Owner,
        Reason = "The producer found damp in the store.",
        ToBuyers = "Please do not drink it. We send you a fresh tin, free of charge.",
    };

    public static readonly BatchAlertView Dismissed = Proposed with
    {
        Status = BatchAlertStatus.Dismissed,
        DecidedAt = ExampleShop.Now,
        DecidedBy = ExampleShop.Owner,
        Reason = "All four parcels stood in the rain; the tea itself is sound.",
    };

    private static readonly QualityCountsView OfBatch = new(6, 2.50m, 2, 4, 4, new DefectRateView(0.3125m, 0.1182m, 0.5510m, 0.9873m));

    public static readonly BatchAlertDetailView Detail = new(Confirmed, new BatchQualityView(Batch, OfBatch), new BuyerCountsView(3, 41, 28, 9, 1, 5, 17, 8, 2, 1));

    public static readonly Page<BatchAlertView> Alerts = new([Proposed], null);

    public static readonly Page<BatchBuyerView> Buyers = new(
        [new BatchBuyerView(ExampleShop.Customer, ExampleShop.CustomerName, BuyerState.Answered, ExampleShop.Now, ExampleShop.Now, BuyerAnswer.SendsBack, "It smells of cellar.")], null);

    public static readonly ProductQualityView Quality = new(
        ExampleShop.Product, Sku, Name, new QualityCountsView(41, 4.39m, 35, 4, 4, new DefectRateView(0.1020m, 0.0347m, 0.1998m, 0.4686m)),
        new Page<BatchQualityView>([new BatchQualityView(Batch, OfBatch)], null));

    public static readonly object New = new
    {
        productSku = Sku,
        batch = Batch,
        reason = "The producer recalls it: damp in the store.",
        toBuyers = "Please do not drink it. We send you a fresh tin, free of charge.",
    };

    public static readonly object Confirm = new { reason = "The producer found damp in the store.", toBuyers = "Please do not drink it. We send you a fresh tin, free of charge." };

    public static readonly object Dismiss = new { reason = "All four parcels stood in the rain; the tea itself is sound." };
}
