namespace RetentionApi.Platform.Security;

internal static class KeyLimits
{
    /// <summary>Of a machine's key, unless another number was chosen.</summary>
    public const int RequestsPerMinute = 6_000;
}
