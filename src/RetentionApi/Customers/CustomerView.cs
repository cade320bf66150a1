using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Customers;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Relationships;
using RetentionApi.Platform.Mediation;

namespace RetentionApi.Customers;

/// <summary>A customer's profile, with level, trust and risk in brief.</summary>
/// <param name="Id">Ours; `~source:externalId` finds the customer as well.</param>
/// <param name="Identities">Under what name each source knows the customer.</param>
/// <param name="Attributes">Free text by name.</param>
/// <param name="Preferences">What the customer likes, in your own words by name.</param>
/// <param name="CommunicationStyle">How they like to be talked to (DISC); only staff say so.</param>
/// <param name="Standing">What the product derived; null while it has not looked at a new customer yet.</param>
internal sealed record CustomerView(
    Guid Id,
    string? Name,
    string? Language,
    string? TimeZone,
    string? Country,
    Guid? OwnerId,
    IReadOnlyList<CustomerIdentity> Identities,
    IReadOnlyList<ContactPointView> ContactPoints,
    IReadOnlyList<string> Tags,
    IReadOnlyDictionary<string, string> Attributes,
    IReadOnlyDictionary<string, string> Preferences,
    CommunicationStyle? CommunicationStyle,
    Instant FirstContactAt,
    StandingView? Standing,
    Instant CreatedAt,
    Instant UpdatedAt,
    int Version) : IVersioned
{
    public static CustomerView Of(CustomerProfile profile, StandingView? standing) => new(
        profile.Id, profile.Name, profile.Language, profile.TimeZone, profile.Country, profile.OwnerId, profile.Identities,
        [.. profile.Addresses.Select(a => new ContactPointView(a.Channel, a.Address))],
        profile.Tags, profile.Attributes, profile.Preferences, profile.CommunicationStyle, profile.FirstContactAt, standing, profile.CreatedAt, profile.UpdatedAt, profile.Version);

    /// <summary>Of a restricted customer: who it is, and nothing that is known of them.</summary>
    public static CustomerView OfRestricted(CustomerProfile profile) => Of(
        new CustomerProfile
        {
            Id = profile.Id,
            Identities = profile.Identities,
            FirstContactAt = profile.FirstContactAt,
            Version = profile.Version,
            CreatedAt = profile.CreatedAt,
            UpdatedAt = profile.UpdatedAt,
        },
        StandingView.Hidden("restriction"));
}

/// <summary>A customer with the last twenty things that happened.</summary>
/// <param name="PossibleDuplicates">Others who hold one of the same addresses; `POST …/merge` makes them one.</param>
internal sealed record CustomerDetailView(
    CustomerView Customer, ObjectionsView Objections, IReadOnlyList<PossibleDuplicateView> PossibleDuplicates, IReadOnlyList<TimelineEntryView> RecentTimeline) : IVersioned
{
    int IVersioned.Version => Customer.Version;
}

internal sealed record PossibleDuplicateView(Guid Id, string? Name);

/// <summary>What the customer does not want.</summary>
/// <param name="Profiling">Nothing is derived of them: no level, trust, risk, recommendation.</param>
/// <param name="Marketing">No marketing, and no quality checks.</param>
/// <param name="Restriction">Their data are kept and not used; only admins see them.</param>
internal sealed record ObjectionsView(bool Profiling, bool Marketing, bool Restriction);

/// <param name="Channel">How it is reached.</param>
/// <param name="Address">As it was told.</param>
internal sealed record ContactPointView(ContactChannel Channel, string Address);

/// <summary>Level, trust and risk in brief.</summary>
/// <param name="Level">As shown; an override's while one lasts. Null with `withheld`.</param>
/// <param name="FallsAt">When the level falls unless something mends it.</param>
/// <param name="RiskBand">active, cooling, high, lost; null without a counted order.</param>
/// <param name="NextOrderOn">The day by which half of those like this customer have ordered again.</param>
/// <param name="ValueAtStake">What the merchant would lose in a year.</param>
/// <param name="Withheld">`objection`: the customer objected to profiling, so nothing is derived; `restriction`: only admins see them.</param>
internal sealed record StandingView(
    Level? Level,
    Level? EarnedLevel,
    Instant? LevelSince,
    Instant? FallsAt,
    TrustView? Trust,
    string? RiskBand,
    LocalDate? NextOrderOn,
    Money? ValueAtStake,
    string? Withheld)
{
    public static StandingView Hidden(string reason) => new(null, null, null, null, null, null, null, null, reason);
}

/// <summary>Three layers, 0 to 100; null where not enough is known.</summary>
internal sealed record TrustView(int? Cognitive, int? Affective, int? Behavioural, string Stage);
