using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace RetentionApi.CustomerPages;

/// <param name="PublicUrl">Where customers reach the service, like <c>https://care.example.com</c>; absent: its own address.</param>
internal sealed record LinkOptions(string? PublicUrl = null)
{
    /// <exception cref="InvalidOperationException">It is no address that a browser could open.</exception>
    public LinkOptions Checked() =>
        PublicUrl is null || (Uri.TryCreate(PublicUrl, UriKind.Absolute, out var url) && url.Scheme is "https" or "http" && url.Query.Length + url.Fragment.Length == 0)
            ? this
            : throw new InvalidOperationException($"Links:PublicUrl is the address by which customers reach the service, https://…, and not {PublicUrl}.");
}

/// <summary>What a customer clicks.</summary>
internal sealed class LinkAddresses(LinkOptions options, IServer server)
{
    private string Public => (options.PublicUrl ?? server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://localhost").TrimEnd('/');

    public string Of(CustomerLink link) => $"{Public}/c/{link.Text}";

    /// <summary>What stands in a message that is not handed over yet: its link is made when it is.</summary>
    public string Pending => $"{Public}/c/…";
}
