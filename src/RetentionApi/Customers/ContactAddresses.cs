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

    /// <summary>Null where the text cannot be an email address. Empty text clears.</summary>
    public static ContactAddress? Email(string text)
    {
        var address = text.Trim();
        var at = address.LastIndexOf('@');
        var isPlausible = address.Length == 0 || (at > 0 && at < address.Length - 1 && address.Length <= LongestEmail && !address.Any(char.IsWhiteSpace));
        return isPlausible ? new ContactAddress(ContactChannel.Email, address, address.ToLowerInvariant()) : null;
    }

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
