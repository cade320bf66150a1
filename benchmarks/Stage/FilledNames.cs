namespace RetentionApi.Benchmarks.Stage;

/// <summary>What the filled merchant's own things are called, by their numbers; as in <c>0_names.sql</c>.</summary>
internal static class FilledNames
{
    public const int Products = 3_000, Staff = 10;

    public static Guid CustomerId(long number) => Guid.Parse($"01900000-0000-7000-8000-{number:x12}");

    public static Guid ProductId(long number) => Guid.Parse($"01930000-0000-7000-8000-{number:x12}");

    public static Guid StaffId(long number) => Guid.Parse($"01940000-0000-7000-8000-{number:x12}");

    /// <summary>The shop's own number of a customer.</summary>
    public static string Customer(long number) => $"c{number:d8}";

    public static string Sku(long number) => $"sku-{number}";
}
