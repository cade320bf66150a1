using RetentionApi.Domain.Cases;
using RetentionApi.Domain.Cooperation;
using RetentionApi.Domain.Customers;
using RetentionApi.Domain.Merchants;
using RetentionApi.Domain.Surveys;
using static RetentionApi.Domain.Tests.FollowUps.Facts;

namespace RetentionApi.Domain.Tests.Cooperation;

/// <summary>What complaints and surveys say of what a customer values.</summary>
public sealed class LearntValuesTests
{
    [Theory]
    [InlineData(CaseTopic.Price, CustomerValue.Price)]
    [InlineData(CaseTopic.Convenience, CustomerValue.Convenience)]
    [InlineData(CaseTopic.Delivery, CustomerValue.Convenience)]
    [InlineData(CaseTopic.Quality, CustomerValue.Quality)]
    [InlineData(CaseTopic.Product, CustomerValue.Quality)]
    [InlineData(CaseTopic.Relationship, CustomerValue.Relationship)]
    [InlineData(CaseTopic.Environment, CustomerValue.Environment)]
    public void A_complaint_gives_a_point_to_the_value_that_was_missed(CaseTopic topic, CustomerValue missed)
    {
        var (customer, point) = LearntValues.Of(Complaining(topic), new CooperationPolicy()).Should().ContainSingle().Subject;

        (customer, point).Should().Be((Id(1), new ValuePoint(missed, 1, Day(4), $"case:{Id(9)}", null)));
        LearntValues.Of(Complaining(topic), new CooperationPolicy { PointsForComplaint = 3 }).Single().Point.Points.Should().Be(3);
    }

    [Fact]
    public void One_about_something_else_says_nothing() => LearntValues.Of(Complaining(CaseTopic.Other), new CooperationPolicy()).Should().BeEmpty();

    [Fact]
    public void In_a_survey_each_value_gets_the_points_by_which_it_falls_behind_the_best()
    {
        var ratings = new Dictionary<CustomerValue, int> { [CustomerValue.Price] = 2, [CustomerValue.Quality] = 5, [CustomerValue.Convenience] = 4 };
        var record = Customer() with { SurveyResponses = [new SurveyResponse(Id(8), Id(1), SurveyKind.FiveValues, null, ratings, Day(4))] };

        LearntValues.Of(record, new CooperationPolicy()).Select(v => (v.CustomerId, v.Point.Value, v.Point.Points)).Should().BeEquivalentTo(
            [(Id(1), CustomerValue.Price, 3d), (Id(1), CustomerValue.Convenience, 1d)]);
    }

    [Fact]
    public void Nothing_is_learnt_of_who_objected_to_profiling() =>
        LearntValues.Of(Complaining(CaseTopic.Price) with { HasObjectedToProfiling = true }, new CooperationPolicy()).Should().BeEmpty();

    private static CustomerRecord Complaining(CaseTopic topic) =>
        Customer() with { Cases = [new CaseRecord(Id(9), Id(1), CaseStatus.Received, null, 1, null, [], [], null, topic, Day(4))] };
}
