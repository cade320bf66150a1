using RetentionApi.Merchants;
using RetentionApi.Platform.Operations;
using RetentionApi.Platform.Paging;

namespace RetentionApi.Imports;

/// <summary>What the description shows of imports.</summary>
internal static class ImportExamples
{
    public static readonly OperationView Started = new(
        ExampleShop.Operation, "import", OperationStatus.Queued, new OperationProgressView(0, 18_204, 0), null, null, false, ExampleShop.Now, null, null);

    public static readonly Page<RejectionView> Rejections = new(
        [new RejectionView(1207, ImportProblems.NegativePrice, "A price is zero or more.", "A1207,2026-01-05 10:00:00,c-88,TEA-LJ-250,1,-129.00")], null);
}
