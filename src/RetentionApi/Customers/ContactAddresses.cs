using MimeKit;
using PhoneNumbers;
using RetentionApi.Domain.Customers;
using RetentionApi.Domain.FollowUps;

namespace RetentionApi.Customers;

/// <summary>Addresses in the form in which they are compared.</summary>
internal static class ContactAddresses
{
    private const int LongestEmail = 254;

    private static readonly PhoneNumberUtil Phones = PhoneNumberUtil.GetInstance();

    /// <summary>By the form of its channel; null where it cannot be one. Staff is no address.</summary>
    public static ContactAddress? Of(ContactChannel channel, string text, string? country) => channel switch
    {
        ContactChannel.Staff => null,
        _ when text.Trim().Length is 0 or > LongestEmail => null,
        ContactChannel.Email => Email(text),
        ContactChannel.Sms or ContactChannel.Phone or ContactChannel.WhatsApp => Phone(text, country) is { } phone ? phone with { Channel = channel } : null,
        _ => new ContactAddress(channel, text.Trim(), text.Trim()),
    };

    /// <summary>Null where no mail can be addressed to it as it stands, by itself; names and addresses of any script may. Empty text clears.</summary>
    public static ContactAddress? Email(string text)
    {
        var address = text.Trim();
        return address.Length == 0 || IsEmail(address) ? new ContactAddress(ContactChannel.Email, address, address.ToLowerInvariant()) : null;
    }

    /// <summary>Read as mail would read it: <c>&lt;a@x&gt;</c> can be, and is more than an address. A domain may be told in its own script or as <c>xn--…</c>.</summary>
    private static bool IsEmail(string address) =>
        address.Length <= LongestEmail && !address.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
        && MailboxAddress.TryParse(address, out var mailbox) && mailbox.Domain.Length > 0 && (mailbox.Address == address || mailbox.GetAddress(idnEncode: true) == address);

    /// <summary>E.164; a national number is read in the customer's country. Null where it cannot be a phone number. Empty text clears.</summary>
    public static ContactAddress? Phone(string text, string? country)
    {
        var address = text.Trim().TrimStart('\'');
        if (address.Length == 0)
            return new ContactAddress(ContactChannel.Sms, "", "");
        try
        {
            var number = Phones.Parse(address, country?.ToUpperInvariant());
            return Phones.IsPossibleNumber(number) ? new ContactAddress(ContactChannel.Sms, address, Phones.Format(number, PhoneNumberFormat.E164)) : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    /// <summary>The country (ISO 3166-1) that an international number's prefix leaves; null where it leaves none.</summary>
    public static string? CountryOf(string phone)
    {
        try
        {
            return phone.StartsWith('+') ? Phones.GetRegionCodeForNumber(Phones.Parse(phone, null)) : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }
}
