using RetentionApi.Customers;

namespace RetentionApi.Tests.Customers;

/// <summary>What is kept as an email address is what mail can be addressed to.</summary>
public sealed class ContactAddressesTests
{
    [Theory]
    [InlineData("nobody")]
    [InlineData("@example.com")]
    [InlineData("ann@")]
    [InlineData("a,b@example.com")]
    [InlineData("ann@example.com,bea@example.com")]
    [InlineData("<ann@example.com>")]
    [InlineData("Ann<ann@example.com>")]
    [InlineData("ann@example.com(home)")]
    [InlineData("a@b@example.com")]
    [InlineData("\"a b\"@example.com")]
    [InlineData("mailto:ann@example.com")]
    public void What_is_no_single_address_is_refused(string text) => ContactAddresses.Email(text).Should().BeNull();

    [Theory]
    [InlineData("ann@example.com")]
    [InlineData("Ann.O'Hara+tea@mail.example.co.uk")]
    [InlineData("王芳@例子.中国")]
    [InlineData("jörg@müller.example")]
    [InlineData("ann@localhost")]
    [InlineData("ann@xn--fsqu00a.example")]
    [InlineData("207119551@qq.com")]
    [InlineData("ann_lee-1@163.com")]
    public void Addresses_of_any_script_are_kept_as_they_were_told(string text) => ContactAddresses.Email($" {text} ")!.Address.Should().Be(text);
}
