using RetentionApi.Erasures;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Erasures;

/// <summary>By what somebody is found where no key leads to them, asked of the database that searches.</summary>
public sealed class PersonMarksTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Theory]
    [InlineData("Ann Li", "Call Ann Li today", "Call … today")]
    [InlineData("Ann Li", "call ANN LI", "call …")]
    [InlineData("Ann Li", "Joann Lipton", "Joann Lipton")]
    [InlineData("王芳", "王芳要龙井", "…要龙井")]
    [InlineData("a+b@example.com", "to a+b@example.com.", "to ….")]
    [InlineData("Ann O'Hara", "Dear Ann O&#39;Hara", "Dear …")]
    [InlineData("Li", "Li likes Lipton", "Li likes Lipton")]
    [InlineData("芳", "芳香", "芳香")]
    public async Task A_text_that_is_about_them_is_struck_out_where_it_names_them(string word, string text, string expected) =>
        (await StruckAsync(text, PersonMarks.WordsOf([word]))).Should().Be(expected);

    [Theory]
    [InlineData("Ann Li", true)]
    [InlineData("Ann-Marie O'Hara", true)]
    [InlineData("王小芳", true)]
    [InlineData("王芳", false)]
    [InlineData("Customer", false)]
    [InlineData("Li", false)]
    [InlineData("您好", false)]
    [InlineData("Customer 7", false)]
    [InlineData("\"id\":\"x y", false)]
    public void Two_words_or_three_ideographs_are_somebodys_name_wherever_they_stand(string name, bool isDistinctive) =>
        PersonMarks.IsDistinctive(name).Should().Be(isDistinctive);

    [Theory]
    [InlineData("c1", "c1,x", true)]
    [InlineData("c1", "x,\"c1\"", true)]
    [InlineData("c1", "c12,x", false)]
    [InlineData("207119551", "x,207119551,y", true)]
    [InlineData("7", "7,x", true)]
    [InlineData("7", "{\"customer_id\": 7, \"email\": \"x\"}", true)]
    [InlineData("7", "A-1,2026-01-05,7,9.90", false)]
    [InlineData("status", "A-1,status,x", false)]
    public async Task A_storefronts_name_for_them_stands_by_itself(string externalId, string line, bool isFound) =>
        (await StruckAsync(line, PersonMarks.Of(new ErasureRow { ExternalIds = [externalId] }).Lines) != line).Should().Be(isFound);

    [Fact]
    public void What_has_a_meaning_in_a_pattern_is_taken_as_it_is() =>
        PersonMarks.Of(new ErasureRow { Words = [@"50%_off\now"] }).Patterns.Should().Contain(@"%50\%\_off\\now%");

    private async Task<string> StruckAsync(string text, string pattern) =>
        (string)(await database.QueryAsync($"SELECT regexp_replace('{text.Replace("'", "''", StringComparison.Ordinal)}', '{pattern.Replace("'", "''", StringComparison.Ordinal)}', '…', 'gi')")).Single()[0]!;
}
