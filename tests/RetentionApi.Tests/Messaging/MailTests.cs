using System.Net;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using NodaTime;
using RetentionApi.Messaging.Mail;
using RetentionApi.Platform.Jobs;
using RetentionApi.Platform.Persistence;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Messaging;

/// <summary>From a message that was handed over to the mail server.</summary>
public sealed class MailTests : IClassFixture<MailedService>
{
    private readonly MailedService mailed;

    private readonly MailServer mail;

    private readonly TestService service;

    public MailTests(MailedService mailed)
    {
        (this.mailed, mail, service) = (mailed, mailed.Mail, mailed.Service);
        mail.Forget();
    }

    [Fact]
    public async Task What_is_handed_over_goes_by_mail_once()
    {
        var shop = await mailed.OpenAsync();
        var customer = await shop.AnswerAsync("wang@example.com");

        await shop.RunAsync("due-mail");
        await shop.RunAsync("due-mail");

        var sent = mail.Taken.Should().ContainSingle().Subject;
        var message = await shop.MessageAsync(customer, "answer");
        (sent.From.ToString(), sent.To.ToString(), sent.Subject, sent.MessageId).Should().Be((
            "\"Tea & Kettle\" <care@tea.example>", "wang@example.com", message.Text("subject"), $"{message.Text("id")}@tea.example"));
        sent.HtmlBody.Should().Contain("80 &#176;C").And.Contain("lang=\"zh-CN\"");
        (message.Text("mailedAt"), message["mailDueAt"], message["mailProblem"]).Should().Be((Shop.Text(service.Clock.GetCurrentInstant()), null, null));
    }

    [Fact]
    public async Task What_may_be_unsubscribed_from_says_how_and_an_answer_does_not()
    {
        var shop = await mailed.OpenAsync();
        await shop.AnswerAsync("wang@example.com");
        var buyer = await shop.DeliverAsync("o-1");
        await shop.AllowAsync(buyer);
        await shop.PassAsync(Duration.FromDays(7));
        await shop.RunAsync("due-follow-ups");

        await shop.RunAsync("due-mail");

        mail.To("wang@example.com").Single().Headers.Contains(HeaderId.ListUnsubscribe).Should().BeFalse();
        var check = mail.Taken.Single(m => m.Headers.Contains(HeaderId.ListUnsubscribe));
        check.Headers[HeaderId.ListUnsubscribe].Should().Be($"<{(await shop.MessageAsync(buyer, "qualityCheck")).Text("listUnsubscribe")}>");
        (check.Headers[HeaderId.ListUnsubscribePost], check.Headers[HeaderId.AutoSubmitted]).Should().Be(("List-Unsubscribe=One-Click", "auto-generated"));
    }

    [Fact]
    public async Task What_the_time_of_a_run_is_too_short_for_is_the_next_ones_at_once()
    {
        var shop = await mailed.OpenAsync();
        foreach (var address in new[] { "wang@example.com", "li@example.com" })
            await shop.AnswerAsync(address);
        var pace = new JobPace(TimeProvider.System);
        pace.EndWithin(TimeSpan.Zero);

        await service.Services.GetRequiredService<DueMail>().RunBatchAsync(shop.Merchant.Id, pace, TestContext.Current.CancellationToken);
        var early = mail.Taken.Count;
        await shop.RunAsync("due-mail");

        (early, mail.Taken.Count).Should().Be((1, 2));
        (await service.Database.CountAsync($"messages WHERE merchant_id = '{shop.Merchant.Id}' AND mail_attempts = 1")).Should().Be(2);
    }

    [Fact]
    public async Task Who_is_not_there_is_not_tried_again_and_stops_nobody_else()
    {
        var shop = await mailed.OpenAsync();
        var gone = await shop.AnswerAsync("gone@example.com");
        await shop.AnswerAsync("wang@example.com");

        await shop.RunAsync("due-mail");

        var message = await shop.MessageAsync(gone, "answer");
        (message["mailedAt"], message["mailDueAt"], message.Text("mailProblem")).Should().Be((null, null, "550 no such user"));
        mail.Taken.Select(m => m.To.ToString()).Should().Equal("wang@example.com");
    }

    [Fact]
    public async Task What_cannot_be_taken_now_is_tried_again_and_given_up_after_a_day()
    {
        var shop = await mailed.OpenAsync();
        var customer = await shop.AnswerAsync("full@example.com");
        await shop.RunAsync("due-mail");
        (await shop.MessageAsync(customer, "answer")).Text("mailDueAt").Should().Be(Shop.Text(TestService.Start + Duration.FromMinutes(1)));

        for (var hour = 0; hour < 25; hour++)
        {
            await shop.PassAsync(Duration.FromHours(1));
            await shop.RunAsync("due-mail");
        }

        mail.HasRoom = true;
        await shop.RunAsync("due-mail");
        var message = await shop.MessageAsync(customer, "answer");
        (message["mailedAt"], message["mailDueAt"], message.Text("mailProblem"), mail.Taken.Count).Should().Be((null, null, "mailbox full", 0));
    }

    [Fact]
    public async Task A_server_that_is_down_is_called_once_and_loses_nothing()
    {
        var shop = await mailed.OpenAsync();
        foreach (var name in new[] { "a", "b", "c" })
            await shop.AnswerAsync($"{name}@example.com");
        mail.IsDown = true;
        await shop.RunAsync("due-mail");
        (mail.Calls, mail.Taken.Count).Should().Be((1, 0));

        mail.IsDown = false;
        await shop.PassAsync(Duration.FromMinutes(1));
        await shop.RunAsync("due-mail");

        mail.Taken.Select(m => m.To.ToString()).Should().BeEquivalentTo("a@example.com", "b@example.com", "c@example.com");
    }

    [Fact]
    public async Task What_an_instance_that_died_had_claimed_is_tried_again_under_the_same_name()
    {
        var shop = await mailed.OpenAsync();
        var customer = await shop.AnswerAsync("wang@example.com");
        await shop.QueryAsync($"UPDATE messages SET mail_attempts = 1, mail_due_at = '{TestService.Start + Duration.FromMinutes(10)}' WHERE merchant_id = '{shop.Merchant.Id}'");
        await shop.RunAsync("due-mail");
        mail.Taken.Should().BeEmpty("whoever claimed it may still be at it");

        await shop.PassAsync(Duration.FromMinutes(10));
        await shop.RunAsync("due-mail");

        mail.Taken.Should().ContainSingle().Which.MessageId.Should().StartWith((await shop.MessageAsync(customer, "answer")).Text("id"));
    }

    [Fact]
    public async Task What_somebody_else_took_over_meanwhile_is_theirs_to_settle()
    {
        var shop = await mailed.OpenAsync();
        var customer = await shop.AnswerAsync("wang@example.com");
        var scope = service.Services.GetRequiredService<MerchantDatabases>().JobScope(shop.Merchant.Id);
        var message = Guid.Parse((await shop.MessageAsync(customer, "answer")).Text("id"));
        await shop.RunAsync("due-mail");

        await using var batch = scope.Batch();
        batch.AddMailAttempts(shop.Merchant.Id, [new MailAttempt(message, 0, DueAt: TestService.Start, Problem: "too late")]);
        await batch.ExecuteNonQueryAsync();

        (await shop.MessageAsync(customer, "answer"))["mailDueAt"].Should().BeNull();
    }

    [Fact]
    public async Task Two_instances_at_once_send_each_once()
    {
        var shop = await mailed.OpenAsync();
        for (var i = 0; i < 12; i++)
            await shop.AnswerAsync($"c{i}@example.com");

        await Task.WhenAll(shop.RunAsync("due-mail"), shop.RunAsync("due-mail"));

        mail.Taken.Select(m => m.To.ToString()).Should().HaveCount(12).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task A_merchant_without_a_sender_keeps_it_in_the_readable_outbox()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.AnswerAsync("wang@example.com");

        await shop.RunAsync("due-mail");

        (await shop.MessageAsync(customer, "answer")).Text("status").Should().Be("handedOver");
        mail.Taken.Should().BeEmpty();
        (await MailedService.SendFromAsync(shop, "nobody").ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be("request.invalid");
    }
}
