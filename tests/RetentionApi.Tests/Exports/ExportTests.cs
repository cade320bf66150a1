using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using NodaTime;
using RetentionApi.Tests.Cooperation;
using RetentionApi.Tests.Erasures;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Exports;

public sealed class ExportTests(TestService service) : IClassFixture<TestService>
{
    /// <summary>Every place in which <see cref="MarkedPerson"/> left a word.</summary>
    private static readonly string[] Said =
    [
        "tag", "street", "preference", "wording", "proof", "code", "enquiry", "channel", "answer", "asked", "promise", "place", "reason", "wants larger packs", "voice", "complaint", "goodwill",
        "note", "angry", "skipped", "smells", "good", "leaves",
    ];

    [Fact]
    public async Task A_person_gets_everything_that_any_capability_knows_of_them()
    {
        var person = await MarkedPerson.LiveAsync(service);

        var operation = await person.Shop.ExportAsync(service, person.Id, "json");
        var document = JsonNode.Parse(await person.Shop.DownloadAsync(operation))!;

        var text = document.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        Said.Where(word => !text.Contains($"{MarkedPerson.Mark} {word}", StringComparison.Ordinal) && !text.Contains($"{MarkedPerson.Mark}-{word}", StringComparison.Ordinal)).Should().BeEmpty();
        text.Should().Contain(MarkedPerson.Name).And.Contain(MarkedPerson.Email).And.Contain(MarkedPerson.Phone).And.NotContain("Ann Other");
        document["mergedIds"]!.AsArray().Select(id => id!.GetValue<Guid>()).Should().Equal(person.DuplicateId);
        document["orders"]!["orderLines"]!.AsArray().Should().HaveCount(2);
    }

    [Fact]
    public async Task Scores_come_with_their_logic_and_with_what_they_rest_on()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.DeliverAsync("o-1");

        var scores = JsonNode.Parse(await shop.DownloadAsync(await shop.ExportAsync(service, customer, "json")))!["scores"]!;

        foreach (var score in new[] { "level", "trust", "reciprocity", "risk", "valueProfile" })
            scores[score]!["logic"]!["zh-CN"]!.GetValue<string>().Should().NotBeEmpty();
        scores["level"]!["value"]!.Text("level").Should().Be("basic");
        scores["level"]!["value"]!["rungs"]!.AsArray().Should().HaveCount(5);
        scores["risk"]!.Text("none").Should().NotBeEmpty("no model was fitted yet");
    }

    [Fact]
    public async Task What_is_withheld_after_an_objection_is_said_to_be()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.DeliverAsync("o-1");
        (await shop.ObjectAsync(customer, profiling: true)).EnsureSuccessStatusCode();

        var scores = JsonNode.Parse(await shop.DownloadAsync(await shop.ExportAsync(service, customer, "json")))!["scores"]!;

        foreach (var score in new[] { "level", "trust", "risk" })
            scores[score]!["value"]!.Text("withheld").Should().Be("objection");
    }

    [Fact]
    public async Task As_csv_it_is_one_file_a_table()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.DeliverAsync("o-1");

        using var zip = new ZipArchive(new MemoryStream(await shop.DownloadAsync(await shop.ExportAsync(service, customer, "csv"))));

        TextOf(zip, "customers-customers.csv").Should().HaveCount(2).And.Subject.Last().Should().Contain("王芳");
        TextOf(zip, "orders-orderLines.csv").Should().HaveCount(3).And.Subject.First().Should().Contain("unitPrice");
        TextOf(zip, "scores.csv").Should().Contain(line => line.StartsWith("level,logic.en,", StringComparison.Ordinal)).And.Contain("level,value.level,basic");
    }

    [Fact]
    public async Task It_can_be_fetched_for_seven_days_and_not_by_another_merchant()
    {
        var (shop, other) = (await Shop.OpenAsync(service), await service.NewMerchantAsync());
        var operation = await shop.ExportAsync(service, await shop.ReportAsync("c-1"), "json");
        var href = operation["result"]!.Text("href");

        (await other.Client.GetAsync(href).ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("export.not_found");
        service.Clock.Advance(Duration.FromDays(7));
        (await shop.Client.GetAsync(href).ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("export.not_found");
        (await shop.RunAsync("expired-exports")).Counts["exports"].Should().Be(1);
    }

    [Fact]
    public async Task Who_is_erased_while_it_is_put_together_leaves_none()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.ReportAsync("c-1");
        var begun = await shop.Client.GetAsync($"/v1/customers/{customer}/export").JsonAsync(HttpStatusCode.Accepted);
        await shop.BeginErasureAsync(customer);

        await service.RunWorkAsync("customerExport");

        (await shop.Client.GetAsync($"/v1/operations/{begun.Text("id")}").JsonAsync())["problem"]!.Text("code").Should().Be("customer.not_found");
    }

    [Fact]
    public async Task What_cannot_be_exported_is_refused()
    {
        var (shop, other, sales) = (await Shop.OpenAsync(service), await service.NewMerchantAsync(), await service.NewMerchantAsync("sales"));
        var path = $"/v1/customers/{await shop.ReportAsync("c-1")}/export";

        (await shop.Client.GetAsync($"{path}?format=xml").ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be("export.format_unknown");
        (await other.Client.GetAsync(path).ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("customer.not_found");
        (await sales.Client.GetAsync(path).ProblemCodeAsync(HttpStatusCode.Forbidden)).Should().Be("request.missing_scope");
    }

    private static string[] TextOf(ZipArchive zip, string file)
    {
        using var reader = new StreamReader(zip.GetEntry(file)!.Open(), Encoding.UTF8);
        return reader.ReadToEnd().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
    }
}
