namespace RetentionApi.Platform.Security;

/// <summary>Who is calling: set once by authentication, or by the job that acts for a merchant.</summary>
internal sealed class CallerContext
{
    private Caller? caller;

    public Caller Caller => caller ?? throw new InvalidOperationException("Nobody has been authenticated yet.");

    public bool IsKnown => caller is not null;

    public Guid MerchantId => Caller.MerchantId;

    public void Set(Caller value) => caller = value;
}

/// <param name="KeyId">Null for the product itself.</param>
/// <param name="StaffId">The person who is <c>me</c>, if the key is bound to one.</param>
internal sealed record Caller(Guid MerchantId, Guid? KeyId, Guid? StaffId, IReadOnlySet<string> Scopes, int RequestsPerMinute)
{
    /// <summary>Who acts where nobody calls: jobs, operations, and the pages of customers.</summary>
    public static Caller OfProduct(Guid merchantId, params IEnumerable<string> scopes) => new(merchantId, null, null, scopes.ToHashSet(), 0);
}
