using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using RetentionApi.Platform.Jobs;

namespace RetentionApi.Tests.Support;

/// <summary>A merchant whose time a test lets pass: what follows from facts and what time causes, in the steps that the test names.</summary>
internal sealed class Shop(TestService service, TestMerchant merchant)
{
    public TestService Service => service;

    public TestMerchant Merchant => merchant;

    public HttpClient Client => merchant.Client;

    /// <param name="at">Where the clock starts; absent: a Monday, ten in the morning in Shanghai.</param>
    public static async Task<Shop> OpenAsync(TestService service, Instant? at = null)
    {
        service.Clock.Reset(at ?? TestService.Start);
        return new Shop(service, await service.NewMerchantAsync());
    }

    public Task DispatchAsync() => service.DispatchAsync(merchant);

    public async Task PassAsync(Duration time)
    {
        service.Clock.Advance(time);
        await DispatchAsync();
    }

    /// <summary>Runs a recurring job for this merchant.</summary>
    public Task<JobSummary> RunAsync(string job)
    {
        var runner = service.Services.GetRequiredService<JobRunner>();
        return runner.RunAsync(runner.Find(job)!, merchant.Id, TestContext.Current.CancellationToken);
    }

    /// <returns>The customer's id.</returns>
    public async Task<Guid> ReportAsync(string externalId, Dictionary<string, object>? more = null)
    {
        var body = new Dictionary<string, object>(more ?? []) { ["source"] = "shop", ["externalId"] = externalId };
        var customer = await Client.PostAsync("/v1/customers", body.With("firstContactAt", Text(service.Clock.GetCurrentInstant()))).JsonAsync(HttpStatusCode.Created);
        await DispatchAsync();
        return Guid.Parse(customer.Text("id"));
    }

    /// <summary>An order of two products that was delivered a moment ago.</summary>
    /// <returns>The customer's id.</returns>
    public async Task<Guid> DeliverAsync(string order, Func<Dictionary<string, object>, Dictionary<string, object>>? with = null)
    {
        var now = service.Clock.GetCurrentInstant();
        var body = Sample.Order(order, $"c-{order}", Text(now - Duration.FromMinutes(10)));
        var placed = await Client.PostAsync("/v1/orders", with?.Invoke(body) ?? body).JsonAsync(HttpStatusCode.Created);
        await Client.PostAsync($"/v1/orders/~shop:{order}/deliveries", new { deliveredAt = Text(now - Duration.FromMinutes(2)) }).JsonAsync(HttpStatusCode.Created);
        await DispatchAsync();
        return Guid.Parse(placed.Text("customerId"));
    }

    /// <summary>The customer allows surveys and marketing by email.</summary>
    public Task AllowAsync(Guid customerId) => QueryAsync($"""
        INSERT INTO consents (merchant_id, customer_id, channel, purpose, occurred_at, id, is_granted, source)
        SELECT '{merchant.Id}', '{customerId}', 'email', purpose, '2026-01-01Z', gen_random_uuid(), true, 'shop' FROM unnest(ARRAY['survey', 'marketing']) AS purpose
        """);

    /// <summary>What no route does yet.</summary>
    public Task<List<object?[]>> QueryAsync(string sql) => service.Database.QueryAsync(sql);

    /// <param name="query">For example <c>?status=scheduled</c>; empty: what is to do.</param>
    public async Task<List<JsonNode>> FollowUpsAsync(string query = "") => [.. (await Client.GetAsync($"/v1/follow-ups{query}").JsonAsync())["items"]!.AsArray().Select(f => f!)];

    public async Task<JsonNode> FollowUpAsync(Guid customerId, string kind, int step = 1)
    {
        foreach (var status in new[] { "scheduled", "due", "claimed", "missed", "done", "skipped", "cancelled" })
            if ((await FollowUpsAsync($"?status={status}&kind={kind}&customerId={customerId}")).SingleOrDefault(f => f["step"]!.GetValue<int>() == step) is { } found)
                return found;
        throw new InvalidOperationException($"There is no {kind}.");
    }

    public async Task<JsonNode> MessageAsync(Guid customerId, string template) =>
        (await MessagesAsync(customerId)).Single(m => m.Text("template") == template);

    public async Task<List<JsonNode>> MessagesAsync(Guid customerId) =>
        [.. (await Client.GetAsync($"/v1/messages?customerId={customerId}").JsonAsync())["items"]!.AsArray().Select(m => m!)];

    /// <summary>A duty by hand, due now and missed after two days unless the test says otherwise.</summary>
    public async Task<JsonNode> AskForAsync(Guid customerId, Duration? dueIn = null, Duration? deadlineIn = null, Guid? ownerId = null)
    {
        var now = service.Clock.GetCurrentInstant();
        var body = new
        {
            customerId,
            kind = "bestValue",
            note = "Call about the spring harvest.",
            dueAt = Text(now + (dueIn ?? Duration.Zero)),
            deadline = Text(now + (deadlineIn ?? Duration.FromDays(2))),
            ownerId,
        };
        return await Client.PostAsync("/v1/follow-ups", body).JsonAsync(HttpStatusCode.Created);
    }

    public static string Text(Instant at) => at.ToString("uuuu-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
