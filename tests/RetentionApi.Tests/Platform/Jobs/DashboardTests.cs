using System.Net;
using NodaTime;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Platform.Jobs;

public sealed class DashboardTests(TestService service) : IClassFixture<TestService>
{
    [Theory]
    [InlineData("/jobs")]
    [InlineData("/jobs/recurring")]
    public async Task Who_has_not_signed_in_is_asked_to(string page)
    {
        using var answer = await service.ClientOf().GetAsync(page);

        answer.StatusCode.Should().Be(HttpStatusCode.Redirect);
        answer.Headers.Location!.ToString().Should().Be("/jobs/sign-in");
    }

    [Fact]
    public async Task A_key_in_a_header_does_not_open_it()
    {
        var shop = await service.NewMerchantAsync();

        (await shop.Client.GetAsync("/jobs")).StatusCode.Should().Be(HttpStatusCode.Redirect);
        (await shop.Client.PostAsync("/jobs/recurring/trigger", null)).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("manager")]
    [InlineData("operator")]
    public async Task Only_an_admin_signs_in(string scope)
    {
        var key = (await service.NewMerchantAsync(scope)).Key;

        (await SignInAsync(key)).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await SignInAsync("ret_live_nonsense")).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task An_admin_signs_in_for_an_hour()
    {
        service.Clock.Reset(TestService.Start);
        var cookie = await CookieOfAsync((await service.NewMerchantAsync("admin")).Key);

        var inTime = await GetAsync("/jobs/recurring", cookie);
        service.Clock.Advance(Duration.FromHours(1));
        var late = await GetAsync("/jobs/recurring", cookie);

        cookie.Should().Contain("httponly").And.Contain("samesite=strict").And.Contain("path=/jobs").And.Contain("max-age=3600");
        inTime.StatusCode.Should().Be(HttpStatusCode.OK);
        late.StatusCode.Should().Be(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task An_admin_of_one_merchant_looks_and_changes_nothing()
    {
        service.Clock.Reset(TestService.Start);
        var cookie = await CookieOfAsync((await service.NewMerchantAsync("admin")).Key);

        using var request = new HttpRequestMessage(HttpMethod.Post, "/jobs/recurring/trigger") { Content = new FormUrlEncodedContent([new("jobs[]", "purge")]) };
        request.Headers.Add("Cookie", cookie.Split(';')[0]);

        using var answer = await service.ClientOf().SendAsync(request);
        answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await answer.Content.ReadAsStringAsync()).Should().NotContain("request.no_such_route");
        (await service.Database.CountAsync("hangfire.job")).Should().Be(0);
    }

    [Fact]
    public async Task A_sign_in_at_one_instance_is_good_at_another()
    {
        service.Clock.Reset(TestService.Start);
        var cookie = await CookieOfAsync((await service.NewMerchantAsync("admin")).Key);
        await using var another = service.Another("Jobs:Server", "false");
        using var client = another.CreateClient(new() { AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/jobs/recurring");
        request.Headers.Add("Cookie", cookie.Split(';')[0]);

        (await client.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    [InlineData(-1)]
    public async Task A_cookie_that_was_tampered_with_opens_nothing(int at)
    {
        service.Clock.Reset(TestService.Start);
        var pair = (await CookieOfAsync((await service.NewMerchantAsync("admin")).Key)).Split(';')[0];
        var start = pair.IndexOf('=', StringComparison.Ordinal) + 1;
        var place = at < 0 ? pair.Length - 2 : start + at;

        var answer = await GetAsync("/jobs/recurring", $"{pair[..place]}{(pair[place] == 'A' ? 'B' : 'A')}{pair[(place + 1)..]}");

        answer.StatusCode.Should().Be(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_revoked_key_ends_its_sign_in()
    {
        service.Clock.Reset(TestService.Start);
        var shop = await service.NewMerchantAsync("admin");
        var made = await shop.Client.PostAsync("/v1/api-keys", new { name = "jobs", scopes = new[] { "admin" } }).JsonAsync(HttpStatusCode.Created);
        var cookie = await CookieOfAsync(made.Text("apiKey"));

        await shop.Client.DeleteAsync($"/v1/api-keys/{made["key"]!.Text("id")}").JsonAsync(HttpStatusCode.NoContent);

        (await GetAsync("/jobs/recurring", cookie)).StatusCode.Should().Be(HttpStatusCode.Redirect);
    }

    private async Task<string> CookieOfAsync(string key)
    {
        using var answer = await SignInAsync(key);
        answer.StatusCode.Should().Be(HttpStatusCode.Redirect);
        return answer.Headers.GetValues("Set-Cookie").Single();
    }

    private async Task<HttpResponseMessage> SignInAsync(string key) =>
        await service.ClientOf().PostAsync(new Uri("/jobs/sign-in", UriKind.Relative), new FormUrlEncodedContent([new("key", key)]));

    private async Task<HttpResponseMessage> GetAsync(string page, string cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, page);
        request.Headers.Add("Cookie", cookie.Split(';')[0]);
        return await service.ClientOf().SendAsync(request);
    }
}
