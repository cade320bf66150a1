namespace RetentionApi.Platform.Outbox;

internal sealed record OutboxOptions
{
    /// <summary>Whether this instance dispatches; tests dispatch by themselves.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>How many merchants are worked at a time.</summary>
    public int Workers { get; init; } = 2;
}
