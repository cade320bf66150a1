namespace RetentionApi.Churn.Tests.Support;

internal static class Numbers
{
    /// <summary>Fails unless the value lies within <paramref name="relative"/> of what is expected.</summary>
    public static void ShouldBeNear(this double value, double expected, double relative = 1e-9) =>
        value.Should().BeApproximately(expected, relative * Math.Abs(expected));
}
