using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using RetentionApi.Platform.Json;

namespace RetentionApi.Tests.Platform.Json;

public sealed class MergePatchTests
{
    internal sealed record Body(string Name, int? Age, IReadOnlyList<string> Tags, IReadOnlyDictionary<string, string> Attributes);

    private static readonly Body Current = new("Ann", 30, ["a", "b"], new Dictionary<string, string> { ["x"] = "1", ["y"] = "2" });

    [Theory]
    [InlineData("{}", """{"name":"Ann","age":30,"tags":["a","b"],"attributes":{"x":"1","y":"2"}}""")]
    [InlineData("""{"age":null}""", """{"name":"Ann","age":null,"tags":["a","b"],"attributes":{"x":"1","y":"2"}}""")]
    [InlineData("""{"tags":["c"]}""", """{"name":"Ann","age":30,"tags":["c"],"attributes":{"x":"1","y":"2"}}""")]
    [InlineData("""{"Age":null}""", """{"name":"Ann","age":null,"tags":["a","b"],"attributes":{"x":"1","y":"2"}}""")]
    [InlineData("""{"NAME":"Anne"}""", """{"name":"Anne","age":30,"tags":["a","b"],"attributes":{"x":"1","y":"2"}}""")]
    [InlineData("""{"Attributes":{"X":"3"}}""", """{"name":"Ann","age":30,"tags":["a","b"],"attributes":{"x":"1","y":"2","X":"3"}}""")]
    [InlineData("""{"attributes":{"z":"3"}}""", """{"name":"Ann","age":30,"tags":["a","b"],"attributes":{"x":"1","y":"2","z":"3"}}""")]
    public async Task Absent_stays_null_goes_arrays_are_replaced_and_objects_merged(string patch, string expected)
    {
        var changed = (await PatchAsync(patch)).ApplyTo(Current);

        JsonSerializer.Serialize(changed, JsonDefaults.Options).Should().Be(expected);
    }

    [Fact]
    public async Task A_null_in_an_object_of_text_removes_the_entry()
    {
        var changed = (await PatchAsync("""{"attributes":{"x":null}}""")).ApplyTo(Current);

        changed.Attributes.Should().Equal(new Dictionary<string, string> { ["y"] = "2" });
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"nmae":"x"}""")]
    [InlineData("""{"name":null}""")]
    [InlineData("""{"age":1,"age":2}""")]
    [InlineData("""{"age":1,"Age":2}""")]
    public async Task What_can_never_be_merged_is_refused_before_anything_is_read(string patch) =>
        await FluentActions.Awaiting(() => PatchAsync(patch)).Should().ThrowAsync<JsonException>();

    private static async Task<MergePatch<Body>> PatchAsync(string patch)
    {
        var context = new DefaultHttpContext();
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(patch));
        return (await MergePatch<Body>.BindAsync(context))!;
    }
}
