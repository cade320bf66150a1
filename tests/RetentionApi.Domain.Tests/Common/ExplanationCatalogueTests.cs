using System.Text.Json;
using System.Text.RegularExpressions;
using CsCheck;
using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Merchants;
using RetentionApi.Domain.Relationships;
using RetentionApi.Domain.Tests.Relationships;

namespace RetentionApi.Domain.Tests.Common;

public sealed partial class ExplanationCatalogueTests
{
    private static readonly DateTimeZone Shanghai = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];

    [Fact]
    public void Every_code_has_both_texts_which_use_the_same_parameters()
    {
        foreach (var text in ExplanationCatalogue.Texts)
        {
            text.English.Should().NotBeNullOrWhiteSpace(text.Code).And.NotMatchRegex(@"\p{IsCJKUnifiedIdeographs}");
            text.Chinese.Should().MatchRegex(@"\p{IsCJKUnifiedIdeographs}", text.Code);
            Placeholders(text.Chinese).Should().BeEquivalentTo(Placeholders(text.English), text.Code);
        }
    }

    [Fact]
    public void Every_code_written_in_the_sources_is_in_the_catalogue()
    {
        var written = Directory.EnumerateFiles(SourceFolder(), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(file => WrittenCode().Matches(File.ReadAllText(file)).Select(match => match.Groups["code"].Value))
            .ToHashSet();

        written.Should().Contain(["rung.welcomed", "rung.enquiryOverdue", "remedy.askLate"]).And.BeSubsetOf(ExplanationCatalogue.Codes);
    }

    [Fact]
    public void Every_code_is_named_after_a_kind_where_it_is_made_of_one()
    {
        ExplanationCatalogue.Codes.Should().Contain(Enum.GetValues<EvidenceKind>().Select(kind => "evidence." + Explanation.NameOf(kind)));
        ExplanationCatalogue.Codes.Should().Contain(Enum.GetValues<TrustStage>().Select(stage => "stage." + Explanation.NameOf(stage)));
    }

    [Fact]
    public void Whatever_the_domain_explains_can_be_read_in_both_languages() => Gen.Select(Gens.Facts, Gens.Days).Sample((facts, day) =>
        ExplanationsOf(facts, Given.Day(day)).All(explanation =>
            !ExplanationCatalogue.Render(explanation, "en", Shanghai).Contains('{') && !ExplanationCatalogue.Render(explanation, "zh-CN", Shanghai).Contains('{')));

    [Fact]
    public void An_explanation_read_back_from_json_reads_the_same() => Gen.Select(Gens.Facts, Gens.Days).Sample((facts, day) =>
        ExplanationsOf(facts, Given.Day(day)).All(explanation =>
            ExplanationCatalogue.Render(ReadBack(explanation), "en", Shanghai) == ExplanationCatalogue.Render(explanation, "en", Shanghai)));

    [Theory]
    [InlineData("en", "An enquiry has been waiting past its deadline since 5 March 2026, 01:30.")]
    [InlineData("en-GB", "An enquiry has been waiting past its deadline since 5 March 2026, 01:30.")]
    [InlineData("de", "An enquiry has been waiting past its deadline since 5 March 2026, 01:30.")]
    [InlineData("zh-CN", "有一条咨询自2026年3月5日 01:30起逾期未回复。")]
    [InlineData("zh-Hant-TW", "有一条咨询自2026年3月5日 01:30起逾期未回复。")]
    public void Times_are_shown_in_the_merchants_zone_and_the_readers_language(string language, string text)
    {
        var explanation = Explanation.Of("rung.enquiryOverdue", ("since", Instant.FromUtc(2026, 3, 4, 17, 30)));

        ExplanationCatalogue.Render(explanation, language, Shanghai).Should().Be(text);
    }

    [Theory]
    [InlineData(1, "in the last 1 day.")]
    [InlineData(180, "in the last 180 days.")]
    public void Days_agree_in_number(int days, string ending) =>
        ExplanationCatalogue.Render(Explanation.Of("rung.noAdviceTaken", ("days", days)), "en", Shanghai).Should().EndWith(ending);

    [Fact]
    public void A_level_goes_by_its_name_in_the_parameters_and_by_a_word_in_the_text()
    {
        var explanation = Explanation.Of("raise.nextCheck", ("level", Level.Responsible));

        explanation.Params["level"].Should().Be("responsible");
        ExplanationCatalogue.Render(explanation, "zh-CN", Shanghai).Should().Contain("“负责”");
    }

    private static IEnumerable<Explanation> ExplanationsOf(RelationshipFacts facts, Instant at)
    {
        var assessed = Relationship.Assess(facts, Policy.Default, at, at);
        var trust = Trust.Assess(facts.Evidence, new TrustBasis(true, true), Policy.Default.Trust, at, at);
        return
        [
            .. assessed.Rungs.Select(r => r.Because), .. assessed.History.Select(t => t.Because),
            .. new[] { assessed.Lapse?.Because, assessed.NextStep?.What }.OfType<Explanation>(),
            trust.StageBecause, .. trust.Layers.Select(l => l.What),
            .. trust.Layers.SelectMany(l => l.Antecedents).Select(a => a.What), .. trust.Layers.SelectMany(l => l.Movements).Select(m => m.What),
        ];
    }

    /// <summary>As the database and the API's callers see it: strings and numbers.</summary>
    private static Explanation ReadBack(Explanation explanation)
    {
        var written = explanation.Params.ToDictionary(p => p.Key, p => p.Value is Instant at ? NodaTime.Text.InstantPattern.ExtendedIso.Format(at) : p.Value);
        return new(explanation.Code, JsonSerializer.Deserialize<Dictionary<string, object>>(JsonSerializer.Serialize(written))!);
    }

    private static IEnumerable<string> Placeholders(string text) => ExplanationCatalogue.Placeholder().Matches(text).Select(match => match.Value).Distinct();

    private static string SourceFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "RetentionApi.sln")))
            folder = folder.Parent!;
        return Path.Combine(folder.FullName, "src");
    }

    /// <summary>Codes given to an explanation or a finding as a literal, and those of the rungs wherever they stand.</summary>
    [GeneratedRegex("""(?:Explanation\.Of|Finding\.Met|Finding\.Unmet|Holds)\("(?<code>[a-z]+\.[a-zA-Z]+)"(?=[,)])|"(?<code>(?:rung|remedy)\.[a-zA-Z]+)(?=")""")]
    private static partial Regex WrittenCode();
}
