using System.Reflection;
using System.Text.RegularExpressions;

namespace RetentionApi.Tests.Conventions;

public sealed partial class AssemblyConventions
{
    [Fact]
    public void The_domain_stands_on_NodaTime_alone() => ForeignReferences(Repository.Domain).Should().Equal("NodaTime");

    [Fact]
    public void The_demo_shop_stands_on_NodaTime_alone() => ForeignReferences(Repository.Demo).Should().Equal("NodaTime");

    [Fact]
    public void The_churn_library_stands_on_MathNet_alone() => ForeignReferences(Repository.Churn).Should().Equal("MathNet.Numerics");

    [Fact]
    public void Every_class_is_sealed_or_static_unless_it_is_inherited() => Repository.TypesOf(Repository.Assemblies)
        .Where(t => t.IsClass && !t.IsSealed && !Repository.TypesOf(Repository.Assemblies).Any(heir => heir.BaseType is { } parent && Definition(parent) == t))
        .Select(t => t.FullName).ShouldBeNone();

    [Fact]
    public void No_namespace_stands_in_two_assemblies() => Repository.Assemblies
        .SelectMany(assembly => Repository.TypesOf(assembly).Select(t => t.Namespace!).Distinct())
        .GroupBy(name => name).Where(g => g.Count() > 1).Select(g => g.Key).ShouldBeNone();

    [Fact]
    public void A_namespace_is_its_folder() => Repository.Sources()
        .Where(s => NamespaceOf(s.Text) is { } name && name != ExpectedNamespace(s.Path))
        .Select(s => s.Path).ShouldBeNone();

    [Fact]
    public void The_platform_knows_no_capability() => Repository.Sources()
        .Where(s => s.Path.StartsWith("src/RetentionApi/Platform/", StringComparison.Ordinal) && OfCapabilityPattern().IsMatch(s.Text))
        .Select(s => s.Path).ShouldBeNone();

    [Fact]
    public void The_program_is_a_short_list() => File.ReadAllLines(Path.Combine(Repository.Root, "src/RetentionApi/Program.cs")).Should().HaveCountLessThanOrEqualTo(60);

    [Fact]
    public void The_host_shows_nothing_but_its_program() =>
        Repository.Host.GetExportedTypes().Where(t => !t.IsNested).Select(t => t.Name).Should().Equal("Program");

    private static IEnumerable<string> ForeignReferences(Assembly assembly) => assembly.GetReferencedAssemblies().Select(a => a.Name!)
        .Where(name => name is not ("System" or "netstandard" or "mscorlib") && !name.StartsWith("System.", StringComparison.Ordinal));

    private static Type Definition(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;

    private static string? NamespaceOf(string text) => NamespacePattern().Match(text) is { Success: true } found ? found.Groups[1].Value : null;

    /// <summary>src/RetentionApi.Domain/Common/Error.cs → RetentionApi.Domain.Common.</summary>
    private static string ExpectedNamespace(string path) =>
        (path.StartsWith("src/", StringComparison.Ordinal) ? path["src/".Length..path.LastIndexOf('/')] : $"RetentionApi.{char.ToUpperInvariant(path[0])}{path[1..path.LastIndexOf('/')]}").Replace('/', '.');

    [GeneratedRegex(@"^using (?:static )?RetentionApi\.(?!Platform\b|Domain\.Common\b)", RegexOptions.Multiline)]
    private static partial Regex OfCapabilityPattern();

    [GeneratedRegex(@"^namespace ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex NamespacePattern();
}
