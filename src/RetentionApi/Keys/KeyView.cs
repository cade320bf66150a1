using NodaTime;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Security;

namespace RetentionApi.Keys;

internal enum KeyMode
{
    Live,
    Test,
}

/// <summary>A key as it is known after it was shown.</summary>
/// <param name="Hint">Its beginning and its last four characters, enough to recognise it.</param>
/// <param name="Scopes">Roles and single rights.</param>
/// <param name="Mode">Only a mark in the key's text, so that a test's key is not mistaken for the shop's.</param>
/// <param name="StaffId">The person who is `me` to this key.</param>
/// <param name="LastUsedAt">To within five minutes.</param>
internal sealed record KeyView(
    Guid Id,
    string Name,
    string Hint,
    IReadOnlyList<string> Scopes,
    KeyMode Mode,
    Guid? StaffId,
    int RequestsPerMinute,
    Instant CreatedAt,
    Instant? ExpiresAt,
    Instant? RevokedAt,
    Instant? LastUsedAt)
{
    public static KeyView Of(ApiKeyRow row) => new(
        row.Id, row.Name, row.Hint, row.Scopes, ApiKey.IsTest(row.Hint) ? KeyMode.Test : KeyMode.Live, row.StaffId, row.RequestsPerMinute,
        row.CreatedAt, row.ExpiresAt, row.RevokedAt, row.LastUsedAt);
}

/// <summary>A key that was just made.</summary>
/// <param name="ApiKey">The key itself; shown this once and kept nowhere. Null when the answer is repeated.</param>
internal sealed record NewKeyView(KeyView Key, string? ApiKey) : IShownOnce<NewKeyView>
{
    public NewKeyView WithoutSecret() => this with { ApiKey = null };
}
