using FluentValidation;
using NodaTime;
using Npgsql;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Customers;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Time;

namespace RetentionApi.Customers;

/// <summary>From what a caller says of a customer to the canonical report.</summary>
internal static class CustomerReports
{
    /// <summary>Where a customer stands who is told with an order or a contact.</summary>
    public const string Inline = "/customer";

    /// <summary>The body has passed <see cref="CustomerReportRules"/>.</summary>
    public static CustomerReport Of(CreateCustomer.Body body) => new()
    {
        Identity = body.Source is { } source ? new CustomerIdentity(source, body.ExternalId!) : null,
        Name = body.Name?.Trim(),
        Language = body.Language,
        TimeZone = body.TimeZone,
        Country = body.Country?.ToUpperInvariant(),
        Addresses = AddressesOf(body.Email, body.Phone, body.Country),
        Tags = body.Tags,
        Attributes = body.Attributes,
        FirstContactAt = body.FirstContactAt,
        UpdatedAt = body.UpdatedAt,
    };

    /// <summary>What is wrong with the times of a report; null: nothing, or nobody is told.</summary>
    /// <param name="at">Where in the body it stands.</param>
    public static Error? ProblemOfTimes(CreateCustomer.Body? told, Instant now, string at = "") =>
        ClockSkew.IsFuture(told?.FirstContactAt, now) ? CustomerProblems.ContactInFuture(at) : ClockSkew.ProblemOf(told?.UpdatedAt, now, at);

    public static List<ContactAddress> AddressesOf(string? email, string? phone, string? country) =>
        [.. new[] { email is null ? null : ContactAddresses.Email(email), phone is null ? null : ContactAddresses.Phone(phone, country) }.OfType<ContactAddress>()];

    /// <summary>Of a guest, in a transaction: another report of the address waits until this one has made them, where nobody holds it yet.</summary>
    public static void AddLookUp(NpgsqlBatch batch, Guid merchantId, CustomerReport report)
    {
        if (report.Identity is null)
            batch.AddLockOfAddresses(merchantId, [.. report.Addresses.Select(a => a.Normalized)]);
        var (person, values) = PersonOf(merchantId, report);
        batch.AddProfile(person, values);
    }

    /// <summary>A statement of its own, without a result: one that takes a lock sees the rows as they were before it had it.</summary>
    public static void AddLockOfAddresses(this NpgsqlBatch batch, Guid merchantId, string[] addresses)
    {
        if (addresses.Length > 0)
            batch.Add("CALL lock_addresses($1, $2)", merchantId, addresses);
    }

    /// <summary>The SQL that picks whom a report means, and its values: by identity where one is told; otherwise the one holder of the address.</summary>
    public static (string Person, object[] Values) PersonOf(Guid merchantId, CustomerReport report) => report.Identity is { } identity
        ? (CustomerReads.Person, new ExternalKey(null, identity.Source, identity.ExternalId).Values(merchantId))
        : (CustomerReads.Holder, [merchantId, report.Addresses.Select(a => a.Normalized).Where(a => a.Length > 0).ToArray()]);
}

/// <summary>What a report of a customer must obey, wherever it stands.</summary>
internal sealed class CustomerReportRules : AbstractValidator<CreateCustomer.Body>
{
    private const int LongestName = 200, MostTags = 100, LongestTag = 64, MostAttributes = 100, LongestValue = 1000;

    internal static readonly string AttributesRule = $"at most {MostAttributes}, names to {LongestTag}, values to {LongestValue} characters";

    public CustomerReportRules()
    {
        RuleFor(b => b.Source).Must(s => s is null || ExternalKey.IsSource(s)).WithMessage("1 to 32 of a-z, 0-9 and _");
        RuleFor(b => b.ExternalId).Must(id => id is null || ExternalKey.IsExternalId(id)).WithMessage("1 to 255 bytes, no control characters");
        RuleFor(b => b.Name).MaximumLength(LongestName).WithMessage($"at most {LongestName} characters");
        RuleFor(b => b.Email).Must(e => e is null || ContactAddresses.Email(e) is not null).WithMessage("this is not an email address");
        RuleFor(b => b.Phone).Must((body, phone) => phone is null || ContactAddresses.Phone(phone, body.Country) is not null)
            .WithMessage("a phone number is E.164, like +8613800138000, or national beside its country");
        RuleFor(b => b.Language).Must(l => l is null or "" || LanguageTag.IsLanguage(l)).WithMessage("BCP 47, like zh-CN or en");
        RuleFor(b => b.TimeZone).Must(z => z is null or "" || DateTimeZoneProviders.Tzdb.GetZoneOrNull(z) is not null).WithMessage("an IANA time zone, like Asia/Shanghai");
        RuleFor(b => b.Country).Must(c => c is null or "" || (c.Length == 2 && c.All(char.IsAsciiLetter))).WithMessage("two letters (ISO 3166-1)");
        RuleFor(b => b.Tags).Must(t => t is null || (t.Count <= MostTags && t.All(tag => tag.Length is > 0 and <= LongestTag)))
            .WithMessage($"at most {MostTags} tags of 1 to {LongestTag} characters");
        RuleFor(b => b.Attributes).Must(AreAttributes).WithMessage(AttributesRule);
    }

    internal static bool AreAttributes(IReadOnlyDictionary<string, string>? texts) =>
        texts is null || (texts.Count <= MostAttributes && texts.All(p => p.Key.Length is > 0 and <= LongestTag && p.Value is { Length: <= LongestValue }));
}
