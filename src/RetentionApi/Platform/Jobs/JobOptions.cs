namespace RetentionApi.Platform.Jobs;

internal sealed record JobOptions
{
    /// <summary>Whether this instance runs jobs; an instance that only serves requests does not, nor do tests.</summary>
    public bool Server { get; init; } = true;

    /// <summary>How many jobs run at a time here.</summary>
    public int Workers { get; init; } = 4;
}
