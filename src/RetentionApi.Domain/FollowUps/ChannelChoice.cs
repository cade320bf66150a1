using RetentionApi.Domain.Customers;
using RetentionApi.Domain.FollowUps.Playbooks;

namespace RetentionApi.Domain.FollowUps;

/// <summary>The channel a due step takes, and where to; or why there is none.</summary>
/// <param name="To">Null for <see cref="ContactChannel.Staff"/>, who find their own way.</param>
/// <param name="Impossible">Every channel of the step was tried: no contact point, or none that the customer allows.</param>
public sealed record ChannelChoice(ContactChannel? Channel, ContactPoint? To, CancellationCause? Impossible)
{
    /// <summary>The first channel of the step that the customer can be reached on and allows for such a message.</summary>
    /// <remarks>
    /// Survey and marketing need consent that was given; never asked is no. Service and reply need none. There is no falling back on staff:
    /// a call is not wanted either where a message is not.
    /// </remarks>
    public static ChannelChoice For(PlaybookStep step, CustomerRecord record) => For(step.Channels, step.Message, record);

    /// <summary>The same for a message that no step calls for.</summary>
    public static ChannelChoice For(IReadOnlyList<ContactChannel> channels, MessageClass? message, CustomerRecord record)
    {
        var isReachable = false;
        foreach (var channel in channels)
        {
            if (channel is ContactChannel.Staff)
                return new ChannelChoice(channel, null, null);
            foreach (var point in record.ContactPoints)
            {
                if (point.Channel != channel)
                    continue;
                isReachable = true;
                if (Allows(point, message, record.HasObjectedToMarketing))
                    return new ChannelChoice(channel, point, null);
            }
        }

        return new ChannelChoice(null, null, isReachable ? CancellationCause.NotPermitted : CancellationCause.NoContact);
    }

    /// <summary>What a new duty shows: the choice as of now, or the step's first channel, to be tried again when due.</summary>
    internal static ContactChannel Preferred(PlaybookStep step, CustomerRecord record) => For(step, record).Channel ?? step.Channels[0];

    private static bool Allows(ContactPoint point, MessageClass? message, bool hasObjectedToMarketing) => message switch
    {
        MessageClass.Survey => point.SurveyConsent is true && !hasObjectedToMarketing,
        MessageClass.Marketing => point.MarketingConsent is true && !hasObjectedToMarketing,
        _ => true,
    };
}
