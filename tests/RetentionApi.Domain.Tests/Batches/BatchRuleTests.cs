using RetentionApi.Domain.Batches;
using RetentionApi.Domain.Merchants;

namespace RetentionApi.Domain.Tests.Batches;

public sealed class BatchRuleTests
{
    private static readonly BatchPolicy Policy = new();

    /// <summary>Reference: the density of Beta(1 + defects, 9 + sound) integrated numerically from 0.1 to 1, as R's pbeta(0.1, …, lower.tail = FALSE).</summary>
    [Theory]
    [InlineData(0, 0, 0.38742049)]
    [InlineData(3, 0, 0.97436253)]
    [InlineData(3, 1, 0.96583928)]
    [InlineData(3, 5, 0.91735938)]
    [InlineData(3, 10, 0.8280721)]
    [InlineData(4, 2, 0.98727952)]
    [InlineData(5, 10, 0.97234172)]
    [InlineData(5, 20, 0.88147044)]
    [InlineData(12, 60, 0.94150468)]
    [InlineData(40, 300, 0.84136293)]
    public void The_probability_is_that_of_the_beta_distribution(int defects, int sound, double probability) =>
        BatchRule.ProbabilityAboveLimit(new BatchCount(sound, defects, defects), Policy).Should().BeApproximately(probability, 1e-7);

    [Fact]
    public void However_many_have_answered_it_is_a_probability()
    {
        BatchRule.ProbabilityAboveLimit(new BatchCount(90_000, 20_000, 20_000), Policy).Should().BeApproximately(1, 1e-9);
        BatchRule.ProbabilityAboveLimit(new BatchCount(100_000, 2_000, 2_000), Policy).Should().BeApproximately(0, 1e-9);
    }

    [Theory]
    [InlineData(3, 1, 3, true)]
    [InlineData(3, 5, 3, false)]
    [InlineData(9, 0, 2, false)]
    [InlineData(2, 0, 2, false)]
    public void Three_different_customers_and_near_certainty_call_for_an_alert(int defects, int sound, int affected, bool calls) =>
        BatchRule.CallsForAlert(new BatchCount(sound, defects, affected), Policy).Should().Be(calls);
}
