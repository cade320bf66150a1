using System.Globalization;
using System.Text.Json;
using NodaTime.Text;
using RetentionApi.Churn;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Risk;

/// <summary>The public CDNOW sample through the API; absent, the test is skipped.</summary>
public sealed class ReferenceDataTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task The_cdnow_sample_fits_and_scores_as_in_the_reference()
    {
        var reference = JsonDocument.Parse(await File.ReadAllTextAsync(PathOf("churn_open.json"), TestContext.Current.CancellationToken)).RootElement.GetProperty("cdnow_sample_39");
        var shop = await service.NewMerchantAsync();
        await service.AddBuyersAsync(shop, Cdnow());

        var model = await service.FitAsync(shop, new { asOf = "1997-09-30", horizonDays = 273 });

        var (parameters, expected) = (model["parameters"]!, reference.GetProperty("mbgnbd_map"));
        parameters["r"]!.GetValue<double>().Should().BeApproximately(expected.GetProperty("r").GetDouble(), 2e-6);
        (parameters["alpha"]!.GetValue<double>() / 7).Should().BeApproximately(expected.GetProperty("alpha").GetDouble(), 2e-5);
        parameters["a"]!.GetValue<double>().Should().BeApproximately(expected.GetProperty("a").GetDouble(), 5e-6);
        parameters["b"]!.GetValue<double>().Should().BeApproximately(expected.GetProperty("b").GetDouble(), 2e-5);
        model["spend"]!["customers"]!.GetValue<int>().Should().Be(946);
        model["spend"]!["q"]!.GetValue<double>().Should().BeApproximately(3.7442, 2e-4);
        await ScoresAreThoseOfAsync(shop, model.Text("id"), reference);
    }

    /// <summary>The reference scores its nine customers by the maximum-likelihood row only, so they are scored here by the published row with the prior.</summary>
    private static async Task ScoresAreThoseOfAsync(TestMerchant shop, string model, JsonElement reference)
    {
        var scores = (await shop.Client.AllPagesAsync($"/v1/churn/models/{model}/scores", limit: 200)).ToDictionary(s => s.Text("externalId"));
        scores.Should().HaveCount(2357);
        var map = reference.GetProperty("mbgnbd_map");
        double Of(string name) => map.GetProperty(name).GetDouble();
        var parameters = new ModelParameters(Of("r"), Of("alpha") * 7, Of("a"), Of("b"));
        foreach (var customer in reference.GetProperty("customers").EnumerateArray())
        {
            var history = new PurchaseHistory(customer.GetProperty("x").GetInt32(), customer.GetProperty("t_x_days").GetDouble(), customer.GetProperty("T_days").GetDouble());
            var (score, mle) = (scores[customer.GetProperty("id").GetString()!], customer.GetProperty("mbg"));
            score["orderDays"]!.GetValue<int>().Should().Be(history.Repeats + 1);
            score["probabilityAlive"]!.GetValue<double>().Should().BeApproximately(parameters.ProbabilityAlive(history), 1e-5);
            score["probabilityOfOrder"]!.GetValue<double>().Should().BeApproximately(parameters.ProbabilityOfOrder(history, 273), 1e-5)
                .And.BeApproximately(mle.GetProperty("p_active").GetDouble(), 0.015);
            score["expectedOrders"]!.GetValue<double>().Should().BeApproximately(parameters.ExpectedOrders(history, 273), 1e-4);
            score["nextOrder"]!["q50"]!.GetValue<double>().Should().BeApproximately(parameters.AfterLastOrder(history).Q50, 1e-2);
        }
    }

    private static IReadOnlyList<Buyer> Cdnow() =>
    [
        .. File.ReadLines(PathOf("CDNOW_sample.txt"))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .GroupBy(fields => fields[1])
            .Select(own => new Buyer(own.Key, [.. own.GroupBy(f => Pattern.Parse(f[2]).GetValueOrThrow()).Select(day => (day.Key, day.Sum(f => decimal.Parse(f[4], CultureInfo.InvariantCulture))))])),
    ];

    private static readonly LocalDatePattern Pattern = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");

    private static string PathOf(string file)
    {
        var folders = new List<string?> { Environment.GetEnvironmentVariable("RETENTION_SHARED_DATA") };
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            folders.Add(Path.Combine(folder.FullName, "shared", "data"));
        var path = folders.OfType<string>().Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists);
        Assert.SkipWhen(path is null, $"{file} is not beside this repository in shared/data");
        return path!;
    }
}
