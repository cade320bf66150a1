using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using RetentionApi.Domain.Merchants;
using RetentionApi.Platform.Json;

namespace RetentionApi.Merchants.Policies;

/// <summary>A merchant's policy in all its versions: what was decided under one is explained under it.</summary>
internal sealed class PolicyHistory
{
    public static readonly PolicyHistory None = new([]);

    private readonly (Instant From, Policy Policy)[] inEffect;

    private PolicyHistory(IReadOnlyList<Stored> versions)
    {
        ByVersion = versions.ToDictionary(v => v.Version, v => PolicyContent.Read(v.Content, v.Version));
        inEffect = [.. versions.Where(v => v.ActivatedAt is not null).OrderBy(v => v.Version).Select(v => (v.ActivatedAt!.Value, ByVersion[v.Version]))];
    }

    public IReadOnlyDictionary<int, Policy> ByVersion { get; }

    /// <param name="json">A list of versions, each with its content.</param>
    public static PolicyHistory Read(string json) => new(JsonSerializer.Deserialize<Stored[]>(json, JsonDefaults.Options)!);

    public Policy Of(int version) => ByVersion[version];

    /// <summary>The policy that was in effect at an instant; before the first one, the first.</summary>
    public Policy At(Instant instant) => inEffect.LastOrDefault(p => p.From <= instant, inEffect.FirstOrDefault((default, Policy.Default))).Policy;

    private sealed record Stored(int Version, Instant? ActivatedAt, JsonElement Content);
}

/// <summary>A policy as it is kept. Numbers that came later have their defaults, and one that is no longer known is passed over.</summary>
internal static class PolicyContent
{
    private static readonly JsonSerializerOptions Kept = new(JsonDefaults.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip };

    public static Policy Read(JsonElement content, int version) => content.Deserialize<Policy>(Kept)! with { Version = version };

    public static Policy Read(string content, int version) => JsonSerializer.Deserialize<Policy>(content, Kept)! with { Version = version };

    /// <param name="trust">The part of it; null: it was stored without.</param>
    public static TrustPolicy ReadTrust(string? trust) => trust is null ? new TrustPolicy() : JsonSerializer.Deserialize<TrustPolicy>(trust, Kept)!;

    public static string Write(Policy policy) => JsonSerializer.Serialize(policy, JsonDefaults.Options);
}
