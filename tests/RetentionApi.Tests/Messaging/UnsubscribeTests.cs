using System.Net;
using System.Text.Json.Nodes;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Messaging;

/// <summary>Whoever gets a survey or an advertisement can end it with one click, in their mail program or on a page.</summary>
public sealed class UnsubscribeTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task A_mail_program_unsubscribes_with_one_post_however_often_it_sends_it()
    {
        var (shop, customer, message) = await AskedAsync();
        var link = new Uri(message.Text("listUnsubscribe")).AbsolutePath;

        var once = await new Browser(service).SubmitAsync(link, ("List-Unsubscribe", "One-Click"));
        var twice = await new Browser(service).SubmitAsync(link, ("List-Unsubscribe", "One-Click"));

        (once.Status, twice.Title).Should().Be((HttpStatusCode.OK, "You are unsubscribed"));
        (await RefusalsAsync(shop, customer)).Should().Equal("email survey unsubscribe");
    }

    [Fact]
    public async Task It_may_send_it_as_multipart_too()
    {
        var (shop, customer, message) = await AskedAsync();
        using var form = new MultipartFormDataContent { { new StringContent("One-Click"), "List-Unsubscribe" } };

        var answer = await new Browser(service).SendAsync(new HttpRequestMessage(HttpMethod.Post, new Uri(message.Text("listUnsubscribe")).AbsolutePath) { Content = form });

        answer.Status.Should().Be(HttpStatusCode.OK);
        (await RefusalsAsync(shop, customer)).Should().HaveCount(1);
    }

    [Fact]
    public async Task To_open_the_page_changes_nothing_and_its_button_is_the_click()
    {
        var (shop, customer, message) = await AskedAsync();
        var link = new Uri(message.Text("listUnsubscribe")).AbsolutePath;

        var page = await new Browser(service).OpenAsync(link);

        page.Title.Should().Be("No more messages like this?");
        page.Page.QuerySelector("input[type=hidden]")!.GetAttribute("name").Should().Be("List-Unsubscribe");
        message.Text("body").Should().Contain(link);
        (await RefusalsAsync(shop, customer)).Should().BeEmpty();
    }

    [Fact]
    public async Task From_then_on_no_such_message_goes()
    {
        var (shop, customer, message) = await AskedAsync();
        await new Browser(service).SubmitAsync(new Uri(message.Text("listUnsubscribe")).AbsolutePath, ("List-Unsubscribe", "One-Click"));

        var survey = await shop.Client.PostAsync("/v1/surveys", new { kind = "nps", name = "Summer" }).JsonAsync(HttpStatusCode.Created);
        await shop.Client.PostAsync($"/v1/surveys/{survey.Text("id")}/send", new { customerIds = new[] { customer } }).JsonAsync();

        (await shop.RunAsync("due-notices")).ToString().Should().Be("notPermitted 1");
    }

    [Fact]
    public async Task What_needs_no_consent_and_what_did_not_go_has_nothing_to_unsubscribe_from()
    {
        var (shop, customer, _) = await AskedAsync();
        await shop.RunAsync("due-follow-ups");

        (await shop.MessageAsync(customer, "welcome"))["listUnsubscribe"].Should().BeNull();
        (await shop.MessageAsync(customer, "welcome")).Text("body").Should().NotContain("/c/");
    }

    private async Task<(Shop Shop, Guid Customer, JsonNode Message)> AskedAsync()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.ReportAsync("c-1", new() { ["email"] = "one@example.com", ["language"] = "en" });
        await Links.AskAsync(shop, "csat", customer);
        return (shop, customer, await shop.MessageAsync(customer, "survey"));
    }

    private static async Task<IEnumerable<string>> RefusalsAsync(Shop shop, Guid customer) => (await shop.QueryAsync(
        $"SELECT channel || ' ' || purpose || ' ' || source FROM consents WHERE customer_id = '{customer}' AND NOT is_granted")).Select(r => (string)r[0]!);
}
