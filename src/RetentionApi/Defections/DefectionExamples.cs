using NodaTime;
using RetentionApi.Domain.Defections;
using RetentionApi.Merchants;
using RetentionApi.Platform.Paging;

namespace RetentionApi.Defections;

/// <summary>What the description shows of the ledger.</summary>
internal static class DefectionExamples
{
    public static readonly DefectionView Line = new(
        new("019cab3c-7c00-7a51-b1a4-2f6d1c3e5a8d"), ExampleShop.Customer, ExampleShop.CustomerName, new LocalDate(2026, 10, 30), null, DefectionCause.Quality, CauseKnowledge.Inferred,
        ExampleShop.Explain("defection.defect", ("on", Instant.FromUtc(2026, 8, 3, 2, 30))), null, [new Debt(DebtKind.MissedDuty, ExampleShop.FollowUp, "qualityCheck")],
        ExampleShop.Yuan(31.40m), ExampleShop.Owner, null, null, Instant.FromUtc(2026, 10, 29, 16, 5), 2);

    public static readonly DefectionView Told = Line with
    {
        ToldAt = Instant.FromUtc(2026, 11, 2, 3, 0),
        Cause = DefectionCause.Price,
        Known = CauseKnowledge.Told,
        Reason = null,
        Text = "The same tea is cheaper at the market.",
        Version = 3,
    };

    public static readonly Page<DefectionView> Ledger = new([Line], null);

    public static readonly object New = new { customerId = ExampleShop.Customer, cause = "price", text = "The same tea is cheaper at the market.", toldAt = "2026-11-02T11:00:00+08:00" };

    public static readonly object Change = new { cause = "moved", text = "She moved to Canada." };
}
