using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using NodaTime;
using RetentionApi.Tests.Batches;
using RetentionApi.Tests.Cooperation;
using RetentionApi.Tests.Imports;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Erasures;

/// <summary>A person of whom every capability knows something, with a word of theirs in each place: whatever is left of them anywhere is found by it.</summary>
internal sealed class MarkedPerson(TestService service, Shop shop)
{
    public const string Mark = "zyxmark", Name = "Zyxmark Quirinius", Email = "zyxmark.mail@example.com", Phone = "+8613912345678", ExternalId = "zyxmark-1";

    private HttpClient Client => shop.Client;

    public Guid Id { get; private set; }

    public Guid DuplicateId { get; private set; }

    /// <summary>Somebody else, whose data stays.</summary>
    public Guid OtherId { get; private set; }

    /// <summary>A link that was sent to them.</summary>
    public string Link { get; private set; } = "";

    public static async Task<MarkedPerson> LiveAsync(TestService service)
    {
        var person = new MarkedPerson(service, await Shop.OpenAsync(service));
        await person.BecomeKnownAsync();
        await person.BuyAsync();
        await person.TalkAsync();
        await person.SuggestAsync();
        await person.ComplainAsync();
        await person.AnswerAsync();
        await person.BeSpokenOfAsync();
        return person;
    }

    public Shop Shop => shop;

    private async Task BecomeKnownAsync()
    {
        var body = new
        {
            source = "shop",
            externalId = ExternalId,
            name = Name,
            email = Email,
            phone = Phone,
            tags = new[] { $"{Mark} tag" },
            attributes = new { street = $"{Mark} street" },
            firstContactAt = Shop.Text(service.Clock.GetCurrentInstant()),
        };
        Id = Guid.Parse((await Client.PostAsync("/v1/customers", body, "first").JsonAsync(HttpStatusCode.Created)).Text("id"));
        DuplicateId = await shop.ReportAsync("zyxmark-2", new() { ["name"] = $"{Name} again" });
        OtherId = await shop.ReportAsync("other", new() { ["name"] = "Ann Other", ["email"] = "ann@example.com" });
        await Client.PatchAsync($"/v1/customers/{Id}", new { preferences = new { contactBy = $"{Mark} preference" } }, "*").JsonAsync();
        foreach (var purpose in new[] { "survey", "marketing" })
            await PutAsync($"customers/{Id}/consents/email/{purpose}", new { granted = true, source = "checkout", wording = $"{Mark} wording", proof = $"{Mark} proof" });
        await shop.AllowAsync(OtherId);
        await PostAsync("referrals", new { source = "shop", externalId = "ref-1", referrer = $"{Id}", referred = $"{OtherId}", code = $"{Mark}-code" });
        await PostAsync("referrals", new { source = "shop", externalId = "ref-2", referrer = $"{await shop.ReportAsync("third")}", referred = $"{Id}" });
        await Client.PostAsync($"/v1/customers/{Id}/merge", new { duplicateId = DuplicateId }).JsonAsync();
        await shop.DispatchAsync();
    }

    private async Task BuyAsync()
    {
        await shop.OfferAsync();
        object customer = new { source = "shop", externalId = ExternalId, name = Name, email = Email };
        await shop.DeliverAsync("o-1", body => body.With("customer", customer).With("lines", new[] { TeaOf(BadTea.Batch) }));
        await shop.DeliverAsync("o-2", body => body.With("customer", customer).With("lines", new[] { TeaOf("LJ-09") }));
        await shop.SendBackAsync("o-2", service.Clock.GetCurrentInstant());
    }

    private async Task TalkAsync()
    {
        var at = Shop.Text(service.Clock.GetCurrentInstant() - Duration.FromMinutes(5));
        await PostAsync("interactions", new { source = "web", externalId = "v-1", kind = "visit", occurredAt = at, customerId = Id, category = "cups" });
        await PostAsync("interactions", new { source = "desk", externalId = "e-1", kind = "enquiry", occurredAt = at, customerId = Id, summary = $"{Mark} enquiry", channel = $"{Mark} channel" });
        await shop.DispatchAsync();
        await Client.PostAsync("/v1/interactions/~desk:e-1/answer", new { text = $"Dear {Name}, {Mark} answer" }).JsonAsync();
        await PutAsync($"customers/{Id}/interests", new { productSku = "D", kind = "backInStock", channel = $"{Mark} asked" });
        await shop.SayAsync(Id, "price");
        await PostAsync($"customers/{Id}/advice", new { category = "cups" });
        await PostAsync("promises", new { customerId = Id, what = $"{Mark} promise", dueOn = "2026-03-20", place = $"{Mark} place" });
        await PostAsync($"customers/{Id}/relationship/override", new { level = "cooperative", reason = $"{Mark} reason", until = "2026-12-31T00:00:00Z" });
        await shop.DispatchAsync();
    }

    private async Task SuggestAsync()
    {
        var filed = (await PostAsync("suggestions", new { customerId = Id, text = $"{Mark} wants larger packs" })).Text("id");
        await Client.PostAsync($"/v1/suggestions/{filed}/voices", new { customerId = OtherId }).JsonAsync();
        await Client.PostAsync($"/v1/suggestions/{filed}/reply", new { text = $"Thank you, {Name}." }).JsonAsync();
        var theirs = (await PostAsync("suggestions", new { customerId = OtherId, text = "Softer water" })).Text("id");
        await Client.PostAsync($"/v1/suggestions/{theirs}/voices", new { customerId = Id, text = $"{Mark} voice" }).JsonAsync();
        await shop.DispatchAsync();
        await shop.RunAsync("due-notices");
        await shop.DispatchAsync();
    }

    private async Task ComplainAsync()
    {
        var opened = (await PostAsync("cases", new { customerId = Id, text = $"{Mark} complaint", topic = "quality" })).Text("id");
        await Client.PostAsync($"/v1/cases/{opened}/goodwill", new { kind = "gift", reason = $"{Mark} goodwill" }).JsonAsync();
        await Client.PostAsync($"/v1/cases/{opened}/note", new { text = $"{Mark} note" }).JsonAsync();
        await PostAsync("interactions", new { source = "desk", externalId = "k-1", kind = "complaint", occurredAt = Shop.Text(service.Clock.GetCurrentInstant()), customerId = Id, summary = $"{Mark} angry" });
        var duty = await shop.AskForAsync(Id);
        await Client.PostAsync($"/v1/follow-ups/{duty.Text("id")}/skip", new { reason = $"{Mark} skipped" }).JsonAsync();
        await shop.DispatchAsync();
    }

    private async Task AnswerAsync()
    {
        var survey = (await PostAsync("surveys", new { kind = "csat", name = "Spring" })).Text("id");
        await Client.PostAsync($"/v1/surveys/{survey}/send", new { customerIds = new[] { Id } }).JsonAsync();
        await shop.RecallAsync();
        await shop.SendAsync();
        await shop.RunAsync("due-notices");
        await shop.DispatchAsync();
        var alert = await shop.MessageAsync(Id, "batchAlert");
        await new Browser(service).SubmitAsync(Browser.LinkIn(alert), ("answer", "sendsBack"), ("text", $"{Mark} smells"));
        var check = await shop.FollowUpAsync(Id, "qualityCheck");
        var line = check["lines"]![0]!.Text("orderLineId");
        await Client.PostAsync($"/v1/follow-ups/{check.Text("id")}/complete", new { outcome = "answered", answers = new[] { new { orderLineId = line, rating = 5, text = $"{Mark} good" } } }).JsonAsync();
        await PostAsync("defections", new { customerId = Id, cause = "moved", text = $"{Mark} leaves" });
        await shop.DispatchAsync();
        Link = Browser.LinkIn(await shop.MessageAsync(Id, "suggestionReplied"));
    }

    private async Task BeSpokenOfAsync()
    {
        await PostAsync("segments", new { name = $"Like {Name}", criteria = new { tag = "vip" } });
        await PostAsync("segments", new { name = "One", criteria = new { tag = Email } });
        await service.ImportAsync(shop.Merchant, "kind=customers", $"customer_id,email,name,time_zone\n{ExternalId},{Email},{Name},Nowhere/Land\n");
    }

    private static object TeaOf(string batch) => new { sku = BadTea.Sku, productName = "龙井", quantity = 1, unitPrice = new { amount = "129.00", currency = "CNY" }, batch };

    private Task<JsonNode> PostAsync(string path, object body) => Client.PostAsync($"/v1/{path}", body, $"{path}-{body.GetHashCode()}").JsonAsync(HttpStatusCode.Created);

    private async Task PutAsync(string path, object body)
    {
        using var answer = await Client.PutAsync($"/v1/{path}", JsonContent.Create(body));
        answer.IsSuccessStatusCode.Should().BeTrue(await answer.Content.ReadAsStringAsync());
    }
}
