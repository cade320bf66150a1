using NodaTime;
using RetentionApi.Platform.Jobs;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Messaging;

/// <summary>What becomes of messages when their time has come.</summary>
public sealed class HandOverTests(TestService service) : IClassFixture<TestService>
{
    /// <summary>Eleven at night in Shanghai.</summary>
    private static readonly Instant Night = Instant.FromUtc(2026, 3, 2, 15, 0);

    [Fact]
    public async Task At_night_a_message_waits_for_the_morning_and_its_deadline_with_it()
    {
        var shop = await Shop.OpenAsync(service, Night);
        var customer = await shop.ReportAsync("c-1", new() { ["email"] = "one@example.com" });

        var summary = await shop.RunAsync("due-follow-ups");

        summary.ToString().Should().Be("held 1");
        var message = await shop.MessageAsync(customer, "welcome");
        (message.Text("status"), message.Text("holdReason"), message.Text("heldUntil")).Should().Be(("held", "quietHours", "2026-03-03T00:00:00Z"));
        (await shop.Client.AllPagesAsync("/v1/messages?holdReason=quietHours&status=held", 10)).Select(m => m.Text("id")).Should().Equal(message.Text("id"));
        (await shop.Client.AllPagesAsync("/v1/messages?holdReason=cap", 10)).Should().BeEmpty();
        var duty = await shop.FollowUpAsync(customer, "welcome");
        (duty.Text("status"), duty.Text("dueAt"), duty.Text("deadline")).Should().Be(("scheduled", "2026-03-03T00:00:00Z", "2026-03-04T00:00:00Z"));
    }

    [Fact]
    public async Task What_waited_is_handed_over_in_the_morning_and_the_hold_stays_on_record()
    {
        var shop = await Shop.OpenAsync(service, Night);
        var customer = await shop.ReportAsync("c-1", new() { ["email"] = "one@example.com" });
        await shop.RunAsync("due-follow-ups");

        await shop.PassAsync(Duration.FromHours(9));
        await shop.RunAsync("due-follow-ups");

        var message = await shop.MessageAsync(customer, "welcome");
        (message.Text("status"), message.Text("holdReason"), message.Text("handedOverAt")).Should().Be(("handedOver", "quietHours", "2026-03-03T00:00:00Z"));
        (await shop.FollowUpAsync(customer, "welcome")).Text("status").Should().Be("done");
    }

    [Theory]
    [InlineData("timeZone", "America/New_York", "2026-03-02T13:00:00Z")]
    [InlineData("country", "JP", null)]
    [InlineData("country", "NZ", "2026-03-02T19:00:00Z")]
    [InlineData("phone", "+14155550123", "2026-03-02T18:00:00Z")]
    public async Task Night_is_where_the_customer_is(string member, string value, string? heldUntil)
    {
        // Ten in the morning in Shanghai is nine at night in New York and eleven in the morning in Tokyo. All of New Zealand's clocks allow eight in the morning
        // in Auckland, all of America's eight in the morning in Honolulu.
        var at = member == "country" && value == "NZ" ? Instant.FromUtc(2026, 3, 2, 8, 0) : TestService.Start;
        var shop = await Shop.OpenAsync(service, at);
        var customer = await shop.ReportAsync("c-1", new() { ["email"] = "one@example.com", [member] = value });

        await shop.RunAsync("due-follow-ups");

        (await shop.MessageAsync(customer, "welcome"))["heldUntil"]?.GetValue<string>().Should().Be(heldUntil);
    }

    [Fact]
    public async Task The_fourth_survey_of_a_week_waits_until_the_first_is_a_week_old()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.DeliverAsync("o-1");
        await shop.AllowAsync(customer);
        await shop.QueryAsync($"""
            INSERT INTO messages (merchant_id, id, customer_id, follow_up_id, template, class, channel, language, subject, body, status, created_at, handed_over_at)
            SELECT '{shop.Merchant.Id}', gen_random_uuid(), '{customer}', gen_random_uuid(), 't', CASE day WHEN 3 THEN 'survey' ELSE 'marketing' END, 'email', 'en', 's', 'b', 'handedOver', at, at
            FROM generate_series(3, 5) AS day, LATERAL (SELECT timestamptz '2026-03-01T04:00Z' + day * interval '1 day' AS at) t
            """);
        await shop.PassAsync(Duration.FromDays(7));

        await shop.RunAsync("due-follow-ups");

        var message = await shop.MessageAsync(customer, "qualityCheck");
        (message.Text("status"), message.Text("holdReason"), message.Text("heldUntil")).Should().Be(("held", "cap", "2026-03-11T04:00:00Z"));
    }

    [Fact]
    public async Task Without_consent_a_survey_is_not_sent_and_not_owed()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.DeliverAsync("o-1");
        await shop.PassAsync(Duration.FromDays(7));

        var summary = await shop.RunAsync("due-follow-ups");

        summary.ToString().Should().Be("notPermitted 1");
        (await shop.FollowUpAsync(customer, "qualityCheck")).Text("cancellation").Should().Be("notPermitted");
        var message = await shop.MessageAsync(customer, "qualityCheck");
        (message.Text("status"), message.Text("holdReason"), message["address"]).Should().Be(("suppressed", "notPermitted", null));
    }

    [Fact]
    public async Task Whom_nothing_reaches_is_owed_no_message()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.DeliverAsync("o-1", with: order => order.With("customer", new { source = "shop", externalId = "c-9" }));
        await shop.PassAsync(Duration.FromDays(7));

        await shop.RunAsync("due-follow-ups");

        (await shop.FollowUpAsync(customer, "qualityCheck")).Text("cancellation").Should().Be("noContact");
    }

    [Theory]
    [InlineData("restricted_at")]
    [InlineData("marketing_objected_at")]
    public async Task A_restriction_or_objection_acts_at_once(string column)
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.DeliverAsync("o-1");
        await shop.AllowAsync(customer);
        await shop.PassAsync(Duration.FromDays(7));
        await shop.QueryAsync($"UPDATE customers SET {column} = '2026-03-09Z' WHERE id = '{customer}'");

        await shop.RunAsync("due-follow-ups");

        (await shop.FollowUpAsync(customer, "qualityCheck")).Text("cancellation").Should().Be("stopped");
        (await shop.MessagesAsync(customer)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_message_speaks_the_customers_language_and_escapes_what_it_was_told()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.ReportAsync("c-1", new() { ["email"] = "one@example.com", ["language"] = "en-GB", ["name"] = "Ann <b>O'Hara</b>" });

        await shop.RunAsync("due-follow-ups");

        var message = await shop.MessageAsync(customer, "welcome");
        (message.Text("language"), message.Text("subject")).Should().Be(("en", "Welcome to Tea & Kettle"));
        message.Text("body").Should().StartWith("<p>Hello Ann &lt;b&gt;O&#39;Hara&lt;/b&gt;,</p>").And.EndWith("<p>Tea &amp; Kettle</p>");
    }

    [Fact]
    public async Task What_waited_for_a_duty_that_ended_will_not_go()
    {
        var shop = await Shop.OpenAsync(service, Night);
        var customer = await shop.ReportAsync("c-1", new() { ["email"] = "one@example.com" });
        await shop.RunAsync("due-follow-ups");
        var duty = await shop.FollowUpAsync(customer, "welcome");
        await shop.Client.PostAsync($"/v1/follow-ups/{duty.Text("id")}/skip", new { reason = "Welcomed her in the shop." }).JsonAsync();

        await shop.PassAsync(Duration.FromHours(9));
        var summary = await shop.RunAsync("due-follow-ups");

        summary.ToString().Should().Be("suppressed 1");
        (await shop.MessageAsync(customer, "welcome")).Text("holdReason").Should().Be("skipped");
    }

    [Fact]
    public async Task A_job_that_runs_twice_does_nothing_twice()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.ReportAsync("c-1", new() { ["email"] = "one@example.com" });
        await shop.RunAsync("due-follow-ups");
        await shop.DispatchAsync();

        var again = await shop.RunAsync("due-follow-ups");

        again.ToString().Should().Be("nothing to do");
        (await shop.MessagesAsync(customer)).Should().ContainSingle();
    }

    [Fact]
    public async Task Two_runners_side_by_side_share_the_work()
    {
        const int Customers = 1200;
        var shop = await Shop.OpenAsync(service);
        await shop.ReportAsync("c-1", new() { ["email"] = "one@example.com" });
        await shop.MultiplyAsync(Customers);

        var summaries = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => shop.RunAsync("due-follow-ups")));
        var rest = await shop.RunAsync("due-follow-ups");

        (summaries.Aggregate(JobSummary.Nothing, (sum, s) => sum + s) + rest).ToString().Should().Be($"handedOver {Customers}");
        (await service.Database.CountAsync($"messages WHERE merchant_id = '{shop.Merchant.Id}' AND status = 'handedOver'")).Should().Be(Customers);
        (await service.Database.CountAsync($"follow_ups WHERE merchant_id = '{shop.Merchant.Id}' AND status = 'done' AND version = 2")).Should().Be(Customers);
    }
}
