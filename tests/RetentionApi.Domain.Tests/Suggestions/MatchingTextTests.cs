using RetentionApi.Domain.Suggestions;

namespace RetentionApi.Domain.Tests.Suggestions;

public sealed class MatchingTextTests
{
    [Theory]
    [InlineData("  Larger packs, please! ", "larger packs please")]
    [InlineData("大包装", "大包 包装")]
    [InlineData("茶", "茶")]
    [InlineData("500g装的龙井!", "500g 装的 的龙 龙井")]
    [InlineData("green茶cup", "green 茶 cup")]
    [InlineData("?!", "")]
    public void Words_stay_words_and_Chinese_becomes_pairs(string text, string matching) => MatchingText.Of(text).Should().Be(matching);

    [Fact]
    public void A_long_story_is_known_by_its_beginning() => MatchingText.Of(new string('茶', 2000)).Length.Should().BeLessThan(1000);
}
