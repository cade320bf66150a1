using NodaTime;
using RetentionApi.Domain.Customers;
using RetentionApi.Domain.Merchants;

namespace RetentionApi.Domain.Tests.Customers;

public sealed class CustomerZoneTests
{
    private static readonly DateTimeZone Shanghai = Zone("Asia/Shanghai"), Urumqi = Zone("Asia/Urumqi"), London = Zone("Europe/London"), Auckland = Zone("Pacific/Auckland");

    /// <summary>Two in the morning in Shanghai, midnight in Urumqi, six in the evening in London.</summary>
    private static readonly Instant Night = Instant.FromUtc(2026, 3, 2, 18, 0);

    [Fact]
    public void The_customers_own_zone_stands_above_all() => CustomerZone.Of(London, [Shanghai], [Shanghai], Auckland).Candidates.Should().Equal(London);

    [Fact]
    public void Country_and_phone_narrow_each_other() => CustomerZone.Of(null, [Shanghai, Urumqi], [Urumqi, London], Auckland).Candidates.Should().Equal(Urumqi);

    [Fact]
    public void Where_they_contradict_each_other_the_country_counts() => CustomerZone.Of(null, [Shanghai], [London], Auckland).Candidates.Should().Equal(Shanghai);

    [Fact]
    public void The_phone_alone_is_better_than_nothing() => CustomerZone.Of(null, [], [London], Auckland).Candidates.Should().Equal(London);

    [Fact]
    public void With_nothing_known_the_merchants_clock_counts()
    {
        var zone = CustomerZone.Of(null, [], [], London);

        zone.Candidates.Should().BeEmpty();
        zone.NextAllowed(Night, QuietHours.Default).Should().Be(Night);
    }

    [Fact]
    public void With_several_left_an_hour_must_be_allowed_in_all_of_them() =>
        CustomerZone.Of(null, [Shanghai, Urumqi], [], London).NextAllowed(Night, QuietHours.Default).Should().Be(Instant.FromUtc(2026, 3, 3, 2, 0));

    [Fact]
    public void Where_they_share_no_hour_the_merchants_clock_counts()
    {
        var almostAlwaysQuiet = new QuietHours(new LocalTime(9, 0), new LocalTime(8, 0));

        CustomerZone.Of(null, [Shanghai, London], [], Shanghai).NextAllowed(Night, almostAlwaysQuiet).Should().Be(Instant.FromUtc(2026, 3, 3, 0, 0));
    }

    private static DateTimeZone Zone(string name) => DateTimeZoneProviders.Tzdb[name];
}
