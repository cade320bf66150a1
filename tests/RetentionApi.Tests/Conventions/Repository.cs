using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using RetentionApi.Benchmarks;
using RetentionApi.Churn;
using RetentionApi.Demo;
using RetentionApi.Domain.Common;
using RetentionApi.Migrations;

namespace RetentionApi.Tests.Conventions;

/// <summary>The code that the conventions are about: its assemblies and its files.</summary>
internal static class Repository
{
    public static readonly Assembly Host = typeof(Program).Assembly, Domain = typeof(Error).Assembly, Churn = typeof(OrderLog).Assembly, Demo = typeof(DemoShop).Assembly;

    public static readonly Assembly[] Assemblies = [Host, Domain, Churn, Demo, typeof(SchemaMigration).Assembly, typeof(BenchmarkOptions).Assembly];

    public static readonly string Root = FindRoot();

    /// <summary>Types that somebody wrote.</summary>
    public static IEnumerable<Type> TypesOf(params Assembly[] assemblies) => assemblies.SelectMany(a => a.GetTypes())
        .Where(t => t.Namespace?.StartsWith("RetentionApi", StringComparison.Ordinal) is true && !IsGenerated(t));

    /// <summary>All C# of <c>src</c>, <c>migrations</c> and <c>benchmarks</c>, by path from the root.</summary>
    public static IEnumerable<(string Path, string Text)> Sources() =>
        from folder in new[] { "src", "migrations", "benchmarks" }
        from file in Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
        let path = Path.GetRelativePath(Root, file).Replace('\\', '/')
        where !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal)
        select (path, File.ReadAllText(file));

    private static bool IsGenerated(Type type) =>
        type.IsDefined(typeof(CompilerGeneratedAttribute), false) || type.BaseType == typeof(Migration) || type.BaseType == typeof(ModelSnapshot) || type.Name.StartsWith('<') || (type.DeclaringType is { } outer && IsGenerated(outer));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "RetentionApi.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run from within the repository.");
        return folder.FullName;
    }
}
