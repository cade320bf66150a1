namespace RetentionApi.Tests.Conventions;

internal static class Offenders
{
    /// <summary>A failure names all of them, not the first.</summary>
    public static void ShouldBeNone(this IEnumerable<string?> offenders) => string.Join(", ", offenders.Distinct().Order()).Should().BeEmpty();
}
