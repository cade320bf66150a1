namespace RetentionApi.Customers;

/// <summary>Who stands for no customer: under this id the work of the merchant's own facts and of anonymous orders waits, and its standing is their lock. No list, count or fit has it.</summary>
internal static class Nobody
{
    /// <summary>As a statement says it.</summary>
    public const string Id = "'00000000-0000-0000-0000-000000000000'";
}
