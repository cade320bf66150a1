namespace RetentionApi.Platform.Http;

/// <summary>The container's health check, whose image has no curl: asks a running service how it is.</summary>
internal static class HealthProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <returns>The exit code: 0 for a good answer.</returns>
    public static async Task<int> AskAsync(string address)
    {
        using var client = new HttpClient { Timeout = Patience };
        try
        {
            using var answer = await client.GetAsync(new Uri(address));
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception silence) when (silence is HttpRequestException or TaskCanceledException)
        {
            return 1;
        }
    }
}
