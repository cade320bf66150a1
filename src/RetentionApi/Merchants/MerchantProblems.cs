using RetentionApi.Domain.Common;
using RetentionApi.Platform.Errors;

namespace RetentionApi.Merchants;

internal static class MerchantProblems
{
    /// <summary>Of the calendar, whose rules the domain holds.</summary>
    public static readonly Error[] OfBusinessHours =
    [
        Error.Refused("business_hours.never_open", "Give at least one interval in which the merchant is open.", "/businessHours"),
        Error.Refused("business_hours.empty_interval", "Each interval must end after it begins; split one that passes midnight.", "/businessHours"),
        Error.Refused("business_hours.overlap", "The intervals of one day must not overlap.", "/businessHours"),
        Error.Refused("holidays.too_many", $"Give at most {Domain.Merchants.BusinessCalendar.MostHolidays} holidays.", "/holidays"),
    ];

    public static readonly Error EscalationUnknown = Error.Refused("merchant.escalation_unknown", "Nobody of this id works for you now.", "/escalatesTo");

    public static readonly Error MailNotConfigured = Error.Refused("merchant.mail_not_configured", "This installation has no mail server to send by.", "/mailFrom");

    public static readonly ProblemText[] Texts =
    [
        new("merchant.escalation_unknown", "No such staff member", "`GET /v1/staff` lists who works for you."),
        new("merchant.mail_not_configured", "No mail is sent from here", "Whoever runs the service configures a mail server (README, Mail). Until then `GET /v1/messages` has what is to be sent."),
        new("business_hours.never_open", "The merchant would never be open", "Deadlines run in business hours: give at least one interval."),
        new("business_hours.empty_interval", "An interval has no length", "It must end after it begins. Hours past midnight are two intervals, the first until 00:00."),
        new("business_hours.overlap", "Two intervals overlap", "Intervals of one day follow each other."),
        new("holidays.too_many", "Too many holidays", "Leave out those that are over."),
        new("money.currency", "This is no currency", "Three capital letters of ISO 4217, like CNY."),
        new("money.too_large", "This is more than an amount can be", "At most a million million, above zero or below, in any currency."),
        new("money.scale", "More decimals than the currency has", "Most currencies have two, JPY and KRW none, KWD three."),
    ];
}
