using System.Net;
using System.Text.Json;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Erasures;

/// <summary>One person whom everything knows is erased: what is left of them, anywhere?</summary>
public sealed class ErasureScanTests(TestService service) : IClassFixture<TestService>
{
    /// <summary>Who did what when stays; of whom, by an id that leads nowhere.</summary>
    private static readonly string[] MayHoldTheId = ["audit_entries"];

    /// <summary>What is not filed under customers.</summary>
    private static readonly string[] SearchedAfterwards = ["/v1/audit-log", "/v1/segments"];

    [Fact]
    public async Task Nothing_of_an_erased_person_is_left_in_any_table_or_log()
    {
        service.Logs.IsOpen = true;
        var person = await MarkedPerson.LiveAsync(service);
        await person.Shop.ExportAsync(service, person.Id, "json");
        (await service.Database.RowsWithAsync(MarkedPerson.Mark)).Should().Contain(["customers", "order_versions", "messages", "audit_entries", "idempotency_keys", "segments", "import_rejections"]);

        var operation = await person.Shop.EraseAsync(service, person.Id);

        (operation.Text("status"), operation["result"]!["rows"]!["customers"]!.GetValue<int>()).Should().Be(("succeeded", 2));
        foreach (var word in Words(person))
            (await TablesWithAsync(word)).ShouldHold([], word);
        foreach (var id in new[] { person.Id, person.DuplicateId })
            (await TablesWithAsync(id.ToString())).ShouldHold(MayHoldTheId, id.ToString());
        service.Logs.Lines.Where(line => Words(person).Any(word => line.Contains(word, StringComparison.OrdinalIgnoreCase))).Should().BeEmpty();
    }

    [Fact]
    public async Task From_the_first_answer_on_no_list_and_no_link_leads_to_them()
    {
        var person = await MarkedPerson.LiveAsync(service);
        var lists = Routes.Of(service.Services).Where(r => r.Method == "GET" && !r.Path.Contains('{', StringComparison.Ordinal)).Select(r => r.Path).Except(SearchedAfterwards).ToList();

        await person.Shop.BeginErasureAsync(person.Id);

        foreach (var list in lists)
            (await person.Shop.Client.GetStringOrNothingAsync(list)).Should().NotContain(person.Id.ToString(), list).And.NotContain(MarkedPerson.Email, list);
        foreach (var name in new[] { person.Id.ToString(), person.DuplicateId.ToString(), $"~shop:{MarkedPerson.ExternalId}" })
            (await person.Shop.Client.GetAsync($"/v1/customers/{name}").ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("customer.not_found");
        (await new Browser(service).OpenAsync(person.Link)).Status.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_the_merchant_counts_stays_as_it_was()
    {
        var person = await MarkedPerson.LiveAsync(service);
        await person.Shop.RunAsync("duty-days");
        var before = await CountedAsync(person.Shop);

        await person.Shop.EraseAsync(service, person.Id);
        await person.Shop.DispatchAsync();
        await person.Shop.RunAsync("duty-days");

        (await CountedAsync(person.Shop)).Should().Equal(before);
    }

    [Fact]
    public async Task Others_who_asked_for_the_same_keep_their_suggestion_without_the_words()
    {
        var person = await MarkedPerson.LiveAsync(service);

        await person.Shop.EraseAsync(service, person.Id);

        var suggestions = (await person.Shop.Client.GetAsync("/v1/suggestions").JsonAsync())["items"]!.AsArray();
        var passed = suggestions.Single(s => s!.Text("text") != "Softer water")!;
        (passed.Text("customerId"), passed.Text("text")).Should().Be((person.OtherId.ToString(), "…"));
        (await person.Shop.MessagesAsync(person.OtherId)).Should().NotBeEmpty().And.NotContain(m => m.Text("body").Contains(MarkedPerson.Mark));
    }

    private static string[] Words(MarkedPerson person) => [MarkedPerson.Mark, MarkedPerson.Phone, MarkedPerson.Phone[1..], person.Link[3..]];

    /// <summary>In every schema there is, in any column: text as it is, and what is kept in bytes as the text they may be.</summary>
    private async Task<List<string>> TablesWithAsync(string word)
    {
        var tables = await service.Database.QueryAsync("SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1");
        var hex = Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(word));
        var escaped = JsonSerializer.Serialize(word)[1..^1];
        var found = new List<string>();
        foreach (var table in tables.Select(row => (string)row[0]!))
            if (await service.Database.CountAsync($"{table} t WHERE t::text ILIKE '%{word}%' OR t::text LIKE '%{hex}%' OR t::text LIKE '%{escaped}%'") > 0)
                found.Add(table.Replace("public.", "", StringComparison.Ordinal));
        return found;
    }

    /// <summary>Sums that are of products, batches, money and work, not of people.</summary>
    private static async Task<List<string>> CountedAsync(Shop shop)
    {
        var merchant = $"merchant_id = '{shop.Merchant.Id}'";
        List<string> sums =
        [
            $"SELECT count(*)::text || ' orders worth ' || sum(total) FROM orders WHERE {merchant}",
            $"SELECT count(*)::text || ' lines of ' || sum(quantity) FROM order_lines WHERE {merchant}",
            $"SELECT string_agg((product_id, answers, ratings, sound, defects, affected)::text, ' ' ORDER BY product_id) FROM product_quality WHERE {merchant}",
            $"SELECT string_agg((product_id, batch, answers, ratings, sound, defects, affected)::text, ' ' ORDER BY product_id, batch) FROM batch_quality WHERE {merchant}",
            $"SELECT string_agg((day, kind, owed, in_time, late, missed, skipped)::text, ' ' ORDER BY day, kind) FROM duty_days WHERE {merchant}",
            $"SELECT string_agg((state, told_at)::text, ' ' ORDER BY state) FROM batch_alert_buyers WHERE {merchant} AND told_at IS NOT NULL",
            $"SELECT count(*)::text || ' asked' FROM survey_invitations WHERE {merchant}",
        ];
        var counted = new List<string>();
        foreach (var sum in sums)
            counted.Add((string)(await shop.QueryAsync(sum)).Single()[0]!);
        return counted;
    }
}

internal static class Scanned
{
    public static void ShouldHold(this List<string> tables, string[] allowed, string what) => tables.Except(allowed).Should().BeEmpty(what);

    /// <summary>Some lists want a filter.</summary>
    public static async Task<string> GetStringOrNothingAsync(this HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path);
        return answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync() : "";
    }
}
