using RetentionApi.Domain.Relationships;
using RetentionApi.Merchants;

namespace RetentionApi.Reports.Reliability;

/// <summary>One line for each measure of the merchant, a team or a person; of whom nothing was owed one without a measure.</summary>
internal static class ReliabilityReportForm
{
    public static readonly ReportForm<ReliabilityView> Form = new("reliability", Table);

    public static readonly ReliabilityView Example = new(
        ReliabilityOf.Person, ExampleShop.Today.PlusDays(-365), ExampleShop.Today,
        [
            new ReliabilityItemView(
                ExampleShop.Owner, "李娜", 89, 0.91m, ExampleShop.Explain("reliability.known", ("number", 89), ("kept", 46), ("failed", 3)),
                [
                    new MeasuredReliabilityView(ReliabilityMeasure.Checks, 40, 2, 1, 17.20m, 0.64m, Measure(ReliabilityMeasure.Checks, 40, 2)),
                    new MeasuredReliabilityView(ReliabilityMeasure.Promises, 6, 1, 0, 2.40m, 0.10m, Measure(ReliabilityMeasure.Promises, 6, 1)),
                ]),
        ]);

    private static ReportTable Table(ReliabilityView report) => ReportTable.Of(
        report.Items.SelectMany(item => item.Measures.DefaultIfEmpty(), (item, of) => (Item: item, Of: of)),
        ("id", r => r.Item.Id?.ToString()),
        ("name", r => r.Item.Name),
        ("number", r => r.Item.Number),
        ("certainty", r => r.Item.Certainty),
        ("measure", r => r.Of?.Measure),
        ("kept", r => r.Of?.Kept),
        ("failed", r => r.Of?.Failed),
        ("skipped", r => r.Of?.Skipped),
        ("positive", r => r.Of?.Positive),
        ("negative", r => r.Of?.Negative));

    private static Platform.Explanations.ExplanationView Measure(ReliabilityMeasure measure, int kept, int failed) =>
        ExampleShop.Explain("reliability.measure", ("measure", measure), ("kept", kept), ("failed", failed));
}
