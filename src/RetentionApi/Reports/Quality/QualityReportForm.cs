using RetentionApi.Batches;
using RetentionApi.Merchants;

namespace RetentionApi.Reports.Quality;

/// <summary>One line a product or batch.</summary>
internal static class QualityReportForm
{
    public static readonly ReportForm<QualityReportView> Form = new("quality", Table);

    public static readonly QualityReportView Example = new(
        QualityOf.Batch, new CoverageView(ExampleShop.Today.PlusDays(-365), ExampleShop.Today, 1204, 731, 0.6071m),
        [
            new QualityItemView(
                ExampleShop.Product, "TEA-LJ-250", "龙井 250 g", "green", "LJ-2026-02", new QualityCountsView(6, 2.50m, 2, 4, 4, new DefectRateView(0.3125m, 0.1182m, 0.5510m, 0.9873m))),
        ],
        IsCut: false);

    private static ReportTable Table(QualityReportView report) => ReportTable.Of(
        report.Items,
        ("productId", i => i.ProductId.ToString()),
        ("sku", i => i.Sku),
        ("name", i => i.Name),
        ("category", i => i.Category),
        ("batch", i => i.Batch),
        ("answers", i => i.Quality.Answers),
        ("mean", i => i.Quality.Mean),
        ("sound", i => i.Quality.Sound),
        ("defects", i => i.Quality.Defects),
        ("affectedCustomers", i => i.Quality.AffectedCustomers),
        ("defectRate", i => i.Quality.DefectRate.Mean),
        ("defectRateLow", i => i.Quality.DefectRate.Low),
        ("defectRateHigh", i => i.Quality.DefectRate.High),
        ("probabilityAboveLimit", i => i.Quality.DefectRate.ProbabilityAboveLimit));
}
