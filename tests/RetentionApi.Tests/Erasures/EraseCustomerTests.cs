using System.Net;
using NodaTime;
using RetentionApi.Tests.Suggestions;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Erasures;

public sealed class EraseCustomerTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task An_erasure_is_an_operation_that_says_what_it_removed()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.DeliverAsync("o-1");

        var operation = await shop.EraseAsync(service, customer);

        (operation.Text("kind"), operation.Text("status")).Should().Be(("erasure", "succeeded"));
        var rows = operation["result"]!["rows"]!;
        (rows["customers"]!.GetValue<int>(), rows["orders"]!.GetValue<int>(), rows["contactPoints"]!.GetValue<int>()).Should().Be((1, 1, 1));
        var entry = (await shop.Client.GetAsync($"/v1/audit-log?subjectId={customer}&action=customerErased").JsonAsync())["items"]!.AsArray().Single()!;
        entry["keyId"].Should().NotBeNull();
    }

    [Fact]
    public async Task It_needs_the_version_that_was_read()
    {
        var shop = await Shop.OpenAsync(service);
        var path = $"/v1/customers/{await shop.ReportAsync("c-1")}";

        (await shop.Client.DeleteAsync(path, null).ProblemCodeAsync(HttpStatusCode.PreconditionRequired)).Should().Be("request.if_match_missing");
        (await shop.Client.DeleteAsync(path, "\"7\"").ProblemCodeAsync(HttpStatusCode.PreconditionFailed)).Should().Be("request.stale");
        await shop.Client.DeleteAsync(path, "\"1\"").JsonAsync(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task Who_is_not_there_or_another_merchants_is_not_erased()
    {
        var (shop, other) = (await Shop.OpenAsync(service), await service.NewMerchantAsync());
        var customer = await shop.ReportAsync("c-1");

        (await other.Client.DeleteAsync($"/v1/customers/{customer}", "*").ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("customer.not_found");
        await shop.EraseAsync(service, "~shop:c-1");
        (await shop.Client.DeleteAsync($"/v1/customers/{customer}", "*").ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("customer.not_found");
    }

    [Fact]
    public async Task Only_an_admin_erases()
    {
        var shop = await service.NewMerchantAsync("manager");

        (await shop.Client.DeleteAsync("/v1/customers/~shop:c-1", "*").ProblemCodeAsync(HttpStatusCode.Forbidden)).Should().Be("request.missing_scope");
    }

    [Fact]
    public async Task Erasing_either_of_two_who_were_merged_erases_both()
    {
        var shop = await Shop.OpenAsync(service);
        var (survivor, duplicate) = (await shop.DeliverAsync("o-1"), await shop.DeliverAsync("o-2"));
        await shop.Client.PostAsync($"/v1/customers/{survivor}/merge", new { duplicateId = duplicate }).JsonAsync();

        await shop.EraseAsync(service, duplicate);

        foreach (var id in new[] { survivor, duplicate })
            (await service.Database.RowsWithAsync(id.ToString())).Except(["audit_entries"]).Should().BeEmpty();
        (await service.Database.CountAsync($"orders WHERE merchant_id = '{shop.Merchant.Id}' AND customer_id IS NULL")).Should().Be(2);
    }

    [Fact]
    public async Task What_is_open_is_not_owed_any_more_and_nothing_is_sent()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.DeliverAsync("o-1");

        await shop.BeginErasureAsync(customer);
        await shop.PassAsync(Duration.FromDays(8));
        await shop.RunAsync("due-follow-ups");
        await shop.RunAsync("missed-follow-ups");

        (await shop.FollowUpsAsync()).Should().BeEmpty();
        (await shop.FollowUpsAsync("?status=cancelled&kind=qualityCheck")).Should().OnlyContain(f => f["cancellation"]!.GetValue<string>() == "erased");
        (await service.Database.CountAsync($"messages WHERE merchant_id = '{shop.Merchant.Id}'")).Should().Be(0);
    }

    [Fact]
    public async Task What_others_did_stays_theirs()
    {
        var shop = await Shop.OpenAsync(service);
        var (referrer, namesake) = (await shop.ReportAsync("r-1"), await shop.ReportAsync("n-1", new() { ["name"] = "Ann Author" }));
        var customer = await shop.ReportAsync("c-1", new() { ["name"] = "Ann Author", ["email"] = "c-1@example.com" });
        await shop.Client.PostAsync("/v1/referrals", new { source = "shop", externalId = "ref-1", referrer = $"{referrer}", referred = $"{customer}" }).JsonAsync(HttpStatusCode.Created);
        service.Clock.Advance(Duration.FromHours(1));
        await shop.Client.PostAsync("/v1/orders", Sample.Order("o-1", placedAt: Shop.Text(service.Clock.GetCurrentInstant()))).JsonAsync(HttpStatusCode.Created);
        await shop.Client.PatchAsync($"/v1/customers/{namesake}", new { tags = new[] { "vip" } }, "*").JsonAsync();
        await shop.DispatchAsync();
        var evidence = await service.Database.CountAsync($"evidence WHERE customer_id = '{referrer}' AND kind = 'referralBought' AND withdraws_id IS NULL");

        await shop.EraseAsync(service, customer);
        await shop.Client.PostAsync("/v1/customers", new { source = "shop", externalId = "r-1", name = "Again" }).JsonAsync();
        await shop.DispatchAsync();

        evidence.Should().Be(1);
        (await service.Database.CountAsync($"evidence WHERE customer_id = '{referrer}' AND withdraws_id IS NOT NULL")).Should().Be(0);
        (await service.Database.CountAsync($"audit_entries WHERE subject_id = '{namesake}' AND action = 'customerChanged' AND after IS NOT NULL")).Should().Be(1);
    }

    [Fact]
    public async Task The_reply_that_all_who_asked_are_owed_passes_to_who_asked_next()
    {
        var (shop, customer, made) = await service.SuggestedAsync();
        var next = await shop.JoinAsync(made);

        await shop.EraseAsync(service, customer);
        var owed = await shop.FollowUpAsync(next, "suggestionReply");
        await shop.ActAsync(made, "reply", new { text = "Thanks!" });
        await shop.RunAsync("due-notices");

        (owed.Text("status"), owed.Text("deadline"), owed.Text("cause")).Should().Be(("due", made.Text("replyDueAt"), $"suggestion:{made.Text("id")}"));
        (await shop.FollowUpAsync(next, "suggestionReply")).Text("status").Should().Be("done");
        (await shop.MessageAsync(next, "suggestionReplied")).Text("status").Should().Be("handedOver");
    }

    [Fact]
    public async Task Cancelled_or_killed_in_the_middle_it_is_done_all_the_same()
    {
        var shop = await Shop.OpenAsync(service);
        await shop.ReportAsync("c-1", new() { ["name"] = "Halfway Through", ["email"] = "halfway@example.com" });
        await shop.Client.PostAsync("/v1/segments", new { name = "One", criteria = new { tag = "halfway@example.com" } }).JsonAsync(HttpStatusCode.Created);
        var operation = await shop.BeginErasureAsync("~shop:c-1");
        await shop.Client.PostAsync($"/v1/operations/{operation.Text("id")}/cancel", null).JsonAsync(HttpStatusCode.Accepted);
        await service.RunWorkAsync("erasure");
        (await service.Database.RowsWithAsync("halfway@example.com")).Should().Contain(["segments", "erasures"]);

        service.Clock.Advance(Duration.FromMinutes(3));
        (await shop.RunAsync("last-look-at-erased")).Counts["erased"].Should().Be(1);

        (await service.Database.RowsWithAsync("halfway@example.com")).Should().BeEmpty();
    }

    [Fact]
    public async Task What_was_under_way_when_they_were_erased_goes_with_the_last_look()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.DeliverAsync("o-1");
        await shop.BeginErasureAsync(customer);
        await service.RunWorkAsync("erasure");
        await shop.QueryAsync($"""
            UPDATE orders SET customer_id = '{customer}' WHERE merchant_id = '{shop.Merchant.Id}';
            INSERT INTO outbox_messages (merchant_id, customer_id, id, kind, occurred_at, due_at, attempts) VALUES ('{shop.Merchant.Id}', '{customer}', gen_random_uuid(), 1, now(), '2026-01-01', 0)
            """);

        service.Clock.Advance(Duration.FromMinutes(3));

        (await shop.RunAsync("last-look-at-erased")).Counts["lateRows"].Should().Be(2);
        (await service.Database.RowsWithAsync(customer.ToString())).Should().Equal("audit_entries");
    }

    [Fact]
    public async Task It_waits_for_the_dispatcher_and_the_dispatcher_for_it()
    {
        var shop = await Shop.OpenAsync(service);
        for (var round = 0; round < 5; round++)
        {
            await shop.Client.PostAsync("/v1/orders", Sample.Order($"o-{round}", $"c-{round}")).JsonAsync(HttpStatusCode.Created);
            await Task.WhenAll(shop.DispatchAsync(), shop.BeginErasureAsync($"~shop:c-{round}"));
        }

        await service.RunWorkAsync("erasure");
        await shop.DispatchAsync();

        foreach (var table in new[] { "customers", "evidence", "timeline_entries", "order_days", "outbox_messages" })
            (await service.Database.CountAsync($"{table} WHERE merchant_id = '{shop.Merchant.Id}'")).Should().Be(0, table);
        (await service.Database.CountAsync($"follow_ups WHERE merchant_id = '{shop.Merchant.Id}' AND status <> 'cancelled'")).Should().Be(0);
    }
}
