using NodaTime;
using RetentionApi.Migrations;

namespace RetentionApi.Tests.Run;

public sealed class RunOptionsTests
{
    [Fact]
    public void Nothing_said_is_port_5080_and_the_present() =>
        RunOptions.Parse([]).Value.Should().Be(new RunOptions { Port = 5080, DataFolder = ".data", FillsDemoShop = false, Clock = null });

    [Fact]
    public void Everything_said_is_heard_with_a_blank_or_an_equals_sign() =>
        RunOptions.Parse(["--port", "0", "--data=/srv/shop", "--demo", "--clock", "2011-12-10T09:00:00Z"]).Value.Should().Be(
            new RunOptions { Port = 0, DataFolder = "/srv/shop", FillsDemoShop = true, Clock = Instant.FromUtc(2011, 12, 10, 9, 0) });

    [Fact]
    public void What_is_said_last_counts() => RunOptions.Parse(["--data", "a", "--data", "b"]).Value.DataFolder.Should().Be("b");

    [Theory]
    [InlineData("There is no option --prot", "--prot", "80")]
    [InlineData("There is no option demo", "demo")]
    [InlineData("--port takes a number", "--port", "65536")]
    [InlineData("--port takes a number", "--port")]
    [InlineData("--data takes a folder", "--data", "")]
    [InlineData("--clock takes an instant", "--clock", "2011-12-10")]
    public void What_cannot_be_understood_is_refused(string because, params string[] arguments) =>
        RunOptions.Parse(arguments).Error!.Detail.Should().StartWith(because);
}
