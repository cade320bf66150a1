using RetentionApi.Domain.Merchants;
using RetentionApi.Domain.Surveys;

namespace RetentionApi.Domain.Tests.Surveys;

public sealed class SurveyAnswerTests
{
    [Theory]
    [InlineData(SurveyKind.Csat, 1, 5)]
    [InlineData(SurveyKind.Nps, 0, 10)]
    [InlineData(SurveyKind.Ces, 1, 7)]
    public void A_score_stands_on_the_scale_of_its_survey(SurveyKind kind, int worst, int best)
    {
        foreach (var score in Enumerable.Range(worst, best - worst + 1))
            SurveyAnswer.Of(score).ProblemFor(kind).Should().BeNull();

        SurveyAnswer.Of(worst - 1).ProblemFor(kind)!.Code.Should().Be("survey.off_scale");
        SurveyAnswer.Of(best + 1).ProblemFor(kind)!.Code.Should().Be("survey.off_scale");
        SurveyAnswer.Of(null).ProblemFor(kind).Should().Be(SurveyErrors.NothingChosen);
    }

    [Fact]
    public void Of_the_five_values_some_are_rated()
    {
        Values((CustomerValue.Price, 2)).ProblemFor(SurveyKind.FiveValues).Should().BeNull();
        Values().ProblemFor(SurveyKind.FiveValues).Should().Be(SurveyErrors.NothingChosen);
        Values((CustomerValue.Price, 6)).ProblemFor(SurveyKind.FiveValues)!.Code.Should().Be("survey.off_scale");
        SurveyAnswer.Of(3).ProblemFor(SurveyKind.FiveValues).Should().Be(SurveyErrors.NothingChosen);
    }

    [Fact]
    public void Words_have_an_end() =>
        SurveyAnswer.Of(3, new string('x', SurveyAnswer.LongestText + 1)).ProblemFor(SurveyKind.Csat).Should().Be(SurveyErrors.TextTooLong);

    [Fact]
    public void The_timeline_tells_the_answer_and_the_words()
    {
        SurveyAnswer.Of(9, " Fragrant ").Summary.Should().Be("9 · Fragrant");
        Values((CustomerValue.Quality, 5), (CustomerValue.Price, 2)).Summary.Should().Be("price 2, quality 5");
    }

    [Fact]
    public void Each_value_falls_short_of_the_best_rated()
    {
        var response = new SurveyResponse(default, default, SurveyKind.FiveValues, null, Values((CustomerValue.Quality, 5), (CustomerValue.Price, 2)).Ratings, default);

        response.Shortfalls.Should().BeEquivalentTo(new Dictionary<CustomerValue, int> { [CustomerValue.Quality] = 0, [CustomerValue.Price] = 3 });
    }

    [Theory]
    [InlineData(SurveyKind.Csat, 75)]
    [InlineData(SurveyKind.Nps, 50)]
    [InlineData(SurveyKind.Ces, 4.5)]
    public void The_score_of_many_is_that_of_its_kind(SurveyKind kind, double score) =>
        new SurveyTally(Answered: 4, Satisfied: 3, Dissatisfied: 1, Sum: 18).ScoreOf(kind).Should().Be(score);

    [Fact]
    public void Nobodys_answers_have_no_score() => new SurveyTally(0, 0, 0, 0).ScoreOf(SurveyKind.Nps).Should().BeNull();

    private static SurveyAnswer Values(params (CustomerValue Value, int Rating)[] ratings) => SurveyAnswer.OfValues(ratings.ToDictionary(r => r.Value, r => r.Rating));
}
