using NodaTime;

namespace RetentionApi.Domain.Merchants;

/// <summary>When the quality of a batch calls for an alert, and how soon its buyers are told.</summary>
public sealed record BatchPolicy
{
    /// <summary>An alert is proposed when at least so many different customers had a defect …</summary>
    [Between(1, 1000, IsReadAtUse = true)]
    public int LeastAffected { get; init; } = 3;

    /// <summary>… and more than this share of the batch is defective …</summary>
    [Between(0.001, 0.9, IsReadAtUse = true)]
    public double DefectLimit { get; init; } = 0.10;

    /// <summary>… with at least this probability.</summary>
    [Between(0.5, 0.9999, IsReadAtUse = true)]
    public double Certainty { get; init; } = 0.95;

    /// <summary>Before anybody has answered, a product counts as if so many had reported a defect …</summary>
    [Between(1, 100, IsReadAtUse = true)]
    public int PriorDefects { get; init; } = 1;

    /// <summary>… and so many had been content.</summary>
    [Between(1, 1000, IsReadAtUse = true)]
    public int PriorSound { get; init; } = 9;

    /// <summary>In business hours: a manager confirms or dismisses what is proposed.</summary>
    [Hours(0.25, 80, IsReadAtUse = true)]
    public Duration DecideWithinBusiness { get; init; } = Duration.FromHours(4);

    /// <summary>Each step of telling a buyer takes at most this long.</summary>
    [Hours(1, 336)]
    public Duration AlertWithin { get; init; } = Duration.FromHours(24);

    /// <summary>Who has not answered after this long is called.</summary>
    [Hours(1, 720)]
    public Duration CallAfter { get; init; } = Duration.FromHours(24);
}
