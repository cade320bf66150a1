using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Npgsql;
using RetentionApi.Domain.FollowUps.Playbooks;
using RetentionApi.FollowUps;
using RetentionApi.FollowUps.Playbooks;
using RetentionApi.Platform.Persistence;
using RetentionApi.Relationships;
using RetentionApi.Tests.Merchants.Policies;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.FollowUps.Playbooks;

public sealed class PlaybookDryRunTests(TestService service) : IClassFixture<TestService>
{
    private const string Address = "/v1/playbooks/delivery/dry-run";

    [Fact]
    public async Task It_counts_what_would_have_come_due_and_why_some_would_not()
    {
        var shop = await Shop.OpenAsync(service);
        await shop.Client.PostAsync("/v1/playbooks/delivery/pause", new { }).JsonAsync();
        var allowed = await shop.DeliverAsync("o-1");
        await shop.AllowAsync(allowed);
        var asked = await shop.DeliverAsync("o-2");
        await shop.PassAsync(Duration.FromDays(20));

        var result = await service.ResultAsync(shop, "playbookDryRun", Address, new { days = 20 });

        (result["customers"]!.GetValue<int>(), result["made"]!.GetValue<int>()).Should().Be((2, 2));
        result["outcomes"]!.AsArray().Select(o => (o!.Text("outcome"), o!["count"]!.GetValue<int>(), o["sample"]![0]!.GetValue<string>()))
            .Should().Equal(("handedOver", 1, $"{allowed}"), ("notPermitted", 1, $"{asked}"));
    }

    [Fact]
    public void Of_however_many_customers_it_keeps_ten()
    {
        var tally = new TrialTally();
        var customers = Enumerable.Range(0, 1_000).Select(i => new Guid(i, 0, 0, new byte[8])).ToList();

        customers.ForEach(customer => tally.Add(customer, [TrialOutcome.NoContact, TrialOutcome.HandedOver, TrialOutcome.HandedOver, TrialOutcome.NotWanted]));

        var view = tally.ViewOf(1_000, TestService.Start, TestService.Start);
        view.Made.Should().Be(3_000);
        view.Outcomes.Select(o => (o.Outcome, o.Count)).Should().Equal((TrialOutcome.HandedOver, 2_000), (TrialOutcome.NoContact, 1_000), (TrialOutcome.NotWanted, 1_000));
        view.Outcomes.Should().OnlyContain(o => o.Sample.SequenceEqual(customers.Take(TrialTally.MostSamples)));
    }

    [Fact]
    public async Task A_change_is_tried_without_being_made()
    {
        var shop = await Shop.OpenAsync(service);
        await shop.DeliverAsync("o-1");
        await shop.PassAsync(Duration.FromDays(20));
        var change = new { conditions = new[] { new { kind = "customerTagIn", values = new[] { "vip" } } }, steps = new[] { new { number = 1, after = "P9D" } } };

        var asItIs = await service.ResultAsync(shop, "playbookDryRun", Address, new { days = 20 });
        var other = await service.ResultAsync(shop, "playbookDryRun", Address, new { days = 20, change });

        asItIs["outcomes"]!.AsArray().Single()!.Text("outcome").Should().Be("alreadyOwed");
        other["outcomes"]!.AsArray().Single()!.Text("outcome").Should().Be("alreadyOwed");
        (await shop.Client.GetAsync("/v1/playbooks/delivery").JsonAsync())["isOwn"]!.GetValue<bool>().Should().BeFalse();
    }

    [Fact]
    public async Task Who_is_merged_while_it_reads_stays_who_they_were()
    {
        var shop = await Shop.OpenAsync(service);
        var (one, other) = (await shop.DeliverAsync("o-1"), await shop.DeliverAsync("o-2"));
        var customers = new EveryCustomer(service.Services.GetRequiredService<MerchantDatabases>().JobScope(shop.Merchant.Id));

        await foreach (var (facts, reach) in customers.ReadAsync(MergeAndReadAsync, TestContext.Current.CancellationToken))
            facts.Select(f => f.Record.CustomerId).Should().BeEquivalentTo([one, other]).And.BeSubsetOf(reach.Persons.Keys);

        async Task<(List<CustomerFacts> Facts, OutreachReads Reach)> MergeAndReadAsync(NpgsqlConnection connection, List<CustomerFacts> facts)
        {
            await shop.Client.PostAsync($"/v1/customers/{one}/merge", new { duplicateId = other }).JsonAsync();
            return (facts, await OutreachReads.ReadAsync(connection, shop.Merchant.Id, [one, other], [], TestService.Start, TestContext.Current.CancellationToken));
        }
    }

    [Theory]
    [InlineData("/v1/playbooks/rain/dry-run", """{"days":7}""", HttpStatusCode.NotFound, "playbook.not_found")]
    [InlineData("/v1/playbooks/levelLapsing/dry-run", """{"days":7}""", HttpStatusCode.UnprocessableEntity, "playbook.cannot_be_tried")]
    [InlineData(Address, """{"days":0}""", HttpStatusCode.UnprocessableEntity, "request.invalid")]
    [InlineData(Address, """{"days":7,"change":{"steps":[{"number":9}]}}""", HttpStatusCode.UnprocessableEntity, "policy.invalid")]
    public async Task What_cannot_be_tried_is_refused(string path, string body, HttpStatusCode status, string code)
    {
        var shop = await service.NewMerchantAsync();

        (await shop.Client.PostAsync(path, body).ProblemCodeAsync(status)).Should().Be(code);
    }
}
