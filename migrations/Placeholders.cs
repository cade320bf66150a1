namespace RetentionApi.Migrations;

internal static class FirstMerchant
{
    public static Task<string> ProvisionAsync(string application, string keyFile, CancellationToken cancellationToken) => Task.FromResult("ret_test_x");
}
