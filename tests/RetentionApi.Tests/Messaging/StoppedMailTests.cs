using System.Text;
using NodaTime;
using RetentionApi.Tests.Erasures;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Messaging;

/// <summary>Between being handed over and the mail server a message is still the customer's to stop.</summary>
public sealed class StoppedMailTests : IClassFixture<MailedService>
{
    private readonly MailedService mailed;

    public StoppedMailTests(MailedService mailed)
    {
        this.mailed = mailed;
        mailed.Mail.Forget();
    }

    [Theory]
    [InlineData("objections", """{"profiling":false,"marketing":false,"restriction":true}""", "stopped")]
    [InlineData("objections", """{"profiling":false,"marketing":true,"restriction":false}""", "stopped")]
    [InlineData("consents/email/survey", """{"granted":false,"source":"phone"}""", "notPermitted")]
    public async Task What_the_customer_does_not_want_any_more_does_not_go(string what, string said, string reason)
    {
        var (shop, customer) = await AskedAsync();
        await shop.Client.PutAsync($"/v1/customers/{customer}/{what}", new StringContent(said, Encoding.UTF8, "application/json")).JsonAsync();

        (await shop.RunAsync("due-mail")).ToString().Should().Be("stopped 1");

        mailed.Mail.Taken.Should().BeEmpty();
        var message = await shop.MessageAsync(customer, "qualityCheck");
        (message.Text("status"), message.Text("holdReason"), message["mailDueAt"], message["mailedAt"]).Should().Be(("suppressed", reason, null, null));
    }

    [Fact]
    public async Task Who_unsubscribes_while_the_server_is_full_is_not_written_to_when_it_has_room()
    {
        var (shop, customer) = await AskedAsync("full@example.com");
        await shop.RunAsync("due-mail");
        var link = new Uri((await shop.MessageAsync(customer, "qualityCheck")).Text("listUnsubscribe")).AbsolutePath;
        await new Browser(mailed.Service).SubmitAsync(link, ("List-Unsubscribe", "One-Click"));

        mailed.Mail.HasRoom = true;
        await shop.PassAsync(Duration.FromMinutes(2));

        (await shop.RunAsync("due-mail")).ToString().Should().Be("stopped 1");
        mailed.Mail.Taken.Should().BeEmpty();
    }

    [Fact]
    public async Task Who_is_erased_is_not_written_to()
    {
        var shop = await mailed.OpenAsync();
        var customer = await shop.AnswerAsync("wang@example.com");
        await shop.EraseAsync(mailed.Service, customer);

        (await shop.RunAsync("due-mail")).ToString().Should().Be("nothing to do");

        mailed.Mail.Taken.Should().BeEmpty();
    }

    [Fact]
    public async Task An_address_that_is_not_theirs_any_more_is_not_written_to()
    {
        var shop = await mailed.OpenAsync();
        var customer = await shop.AnswerAsync("wang@example.com");
        await shop.Client.PatchAsync($"/v1/customers/{customer}", new { contactPoints = Array.Empty<object>() }, "*").JsonAsync();

        (await shop.RunAsync("due-mail")).ToString().Should().Be("stopped 1");

        (await shop.MessageAsync(customer, "answer")).Text("holdReason").Should().Be("noContact");
    }

    [Fact]
    public async Task What_nobody_can_address_is_given_up_in_words_and_stops_nobody_else()
    {
        var shop = await mailed.OpenAsync();
        var odd = await shop.AnswerAsync("odd@example.com");
        await shop.AnswerAsync("wang@example.com");
        foreach (var table in new[] { "messages", "contact_points" })
            await shop.QueryAsync($"UPDATE {table} SET address = 'odd@@example.com,' WHERE merchant_id = '{shop.Merchant.Id}' AND customer_id = '{odd}'");

        (await shop.RunAsync("due-mail")).ToString().Should().Be("failed 1, sent 1");

        mailed.Mail.Taken.Select(m => m.To.ToString()).Should().Equal("wang@example.com");
        var message = await shop.MessageAsync(odd, "answer");
        (message.Text("status"), message["mailDueAt"]).Should().Be(("handedOver", null));
        message.Text("mailProblem").Should().NotBeEmpty();
    }

    /// <summary>A buyer whose quality check was handed over a moment ago, and nothing else waits.</summary>
    private async Task<(Shop Shop, Guid Customer)> AskedAsync(string? email = null)
    {
        var shop = await mailed.OpenAsync();
        var customer = await shop.DeliverAsync("o-1", order => email is null ? order : order.With("customer", new { source = "shop", externalId = "c-1", email }));
        await shop.AllowAsync(customer);
        await shop.PassAsync(Duration.FromDays(7));
        await shop.RunAsync("due-follow-ups");
        return (shop, customer);
    }
}
