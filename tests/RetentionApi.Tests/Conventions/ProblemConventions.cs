using System.Reflection;
using System.Text.RegularExpressions;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Errors;

namespace RetentionApi.Tests.Conventions;

public sealed partial class ProblemConventions
{
    [Fact]
    public void Every_code_in_a_constant_has_its_page() => Repository.TypesOf(Repository.Host, Repository.Domain)
        .Where(t => !t.ContainsGenericParameters)
        .SelectMany(t => t.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
        .SelectMany(f => f.FieldType == typeof(Error) ? [(Error)f.GetValue(null)!] : f.FieldType == typeof(Error[]) ? (Error[])f.GetValue(null)! : [])
        .Select(e => e.Code).Distinct().Where(code => ProblemCatalogue.Find(code) is null).ShouldBeNone();

    [Fact]
    public void Every_code_that_is_written_anywhere_has_its_page()
    {
        var sources = Repository.Sources().Where(s => s.Path.StartsWith("src/", StringComparison.Ordinal)).ToList();
        var codes = sources.SelectMany(s => CodePattern().Matches(s.Text)).Select(m => m.Groups[1].Value)
            .Concat(sources.SelectMany(s => NotFoundPattern().Matches(s.Text)).Select(m => m.Groups[1].Value + ".not_found")).Distinct().ToList();

        codes.Count.Should().BeGreaterThan(20);
        codes.Where(code => ProblemCatalogue.Find(code) is null).ShouldBeNone();
    }

    [Fact]
    public void Every_page_has_a_title_and_advice() =>
        ProblemCatalogue.All.Where(t => t.Title.Length == 0 || t.Advice.Length == 0 || !FormPattern().IsMatch(t.Code)).Select(t => t.Code).ShouldBeNone();

    /// <summary>The first text of an error that is made in place, on one line or two.</summary>
    [GeneratedRegex("""(?:Error\.(?:Refused|Conflict)\(|(?<!\w)ErrorKind\.\w+,)\s*"([^"]+)["]""")]
    private static partial Regex CodePattern();

    [GeneratedRegex("""Error\.NotFound\("(\w+)["]\)""")]
    private static partial Regex NotFoundPattern();

    [GeneratedRegex(@"^[a-z]+(_[a-z]+)*\.[a-z]+(_[a-z]+)*$")]
    private static partial Regex FormPattern();
}
