using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Customers;

/// <summary>A person's rows as people edit them: the survivor's profile, and the contact points and tags of all who were merged into them.</summary>
internal sealed record EditedCustomer(CustomerRow Row, IReadOnlyList<ContactPointRow> Points, IReadOnlyList<CustomerTagRow> Tags)
{
    public ChangeCustomer.Body Body => new(
        Row.Name, Row.Language, Row.TimeZone, Row.Country, Row.OwnerId,
        [.. Points.OrderBy(p => p.Channel).ThenBy(p => p.Normalized, StringComparer.Ordinal).Select(p => new ContactPointView(p.Channel, p.Address)).Distinct()],
        [.. Tags.Select(t => t.Tag).Distinct().Order(StringComparer.Ordinal)],
        Texts(Row.Attributes), Texts(Row.Preferences), Row.CommunicationStyle);

    public static async Task<EditedCustomer> LoadAsync(RetentionDbContext db, Person person, CancellationToken cancellationToken) => new(
        await db.Set<CustomerRow>().SingleAsync(c => c.Id == person.Id, cancellationToken),
        await db.Set<ContactPointRow>().Where(p => person.Ids.Contains(p.CustomerId)).ToListAsync(cancellationToken),
        await db.Set<CustomerTagRow>().Where(t => person.Ids.Contains(t.CustomerId)).ToListAsync(cancellationToken));

    /// <summary>The body has passed its rules.</summary>
    public void Apply(RetentionDbContext db, ChangeCustomer.Body body, Instant now)
    {
        (Row.Name, Row.Language, Row.TimeZone, Row.Country) = (OrNull(body.Name), OrNull(body.Language), OrNull(body.TimeZone), OrNull(body.Country)?.ToUpperInvariant());
        (Row.OwnerId, Row.CommunicationStyle) = (body.OwnerId, body.CommunicationStyle);
        Row.Attributes = JsonSerializer.Serialize(body.Attributes ?? new Dictionary<string, string>(), JsonDefaults.Options);
        Row.Preferences = JsonSerializer.Serialize(body.Preferences ?? new Dictionary<string, string>(), JsonDefaults.Options);
        Row.UpdatedAt = now;
        Row.Version++;
        ApplyPoints(db, body, now);
        ApplyTags(db, body.Tags ?? []);
    }

    private void ApplyPoints(RetentionDbContext db, ChangeCustomer.Body body, Instant now)
    {
        var wanted = (body.ContactPoints ?? []).Select(p => ContactAddresses.Of(p.Channel, p.Address, body.Country)!).DistinctBy(a => (a.Channel, a.Normalized)).ToList();
        db.RemoveRange(Points.Where(p => !wanted.Any(w => w.Channel == p.Channel && w.Normalized == p.Normalized)));
        foreach (var address in wanted)
        {
            var known = Points.Where(p => p.Channel == address.Channel && p.Normalized == address.Normalized).ToList();
            known.ForEach(p => p.Address = address.Address);
            if (known.Count == 0)
                db.Add(new ContactPointRow
                {
                    MerchantId = Row.MerchantId,
                    CustomerId = Row.Id,
                    Channel = address.Channel,
                    Normalized = address.Normalized,
                    Address = address.Address,
                    KnownSince = now,
                });
        }
    }

    private void ApplyTags(RetentionDbContext db, IReadOnlyList<string> wanted)
    {
        db.RemoveRange(Tags.Where(t => !wanted.Contains(t.Tag)));
        db.AddRange(wanted.Distinct().Except(Tags.Select(t => t.Tag)).Select(tag => new CustomerTagRow { MerchantId = Row.MerchantId, CustomerId = Row.Id, Tag = tag }));
    }

    private static string? OrNull(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static Dictionary<string, string> Texts(string json) => JsonSerializer.Deserialize<Dictionary<string, string>>(json, JsonDefaults.Options)!;
}
