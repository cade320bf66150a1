using System.Text.RegularExpressions;

namespace RetentionApi.Tests.Conventions;

public sealed partial class StatementConventions
{
    /// <summary>PostgreSQL takes COALESCE of columns for something that could leak: under row-level security such a comparison uses no index, and reads the whole table.</summary>
    [Fact]
    public void No_row_is_looked_up_by_a_coalesced_column() => Repository.Sources()
        .SelectMany(s => LookUp().Matches(s.Text).Select(found => $"{s.Path}: {found.Value}"))
        .ShouldBeNone();

    /// <summary>Rows that a statement has just locked are no table; they are called so.</summary>
    [GeneratedRegex(@"JOIN (?!locked\b)\w+ \w+ ON(?:(?!JOIN|WHERE|SELECT|"""""")[\s\S])*?= COALESCE\(|\.\w+ IN \(\s*SELECT COALESCE\(")]
    private static partial Regex LookUp();
}
