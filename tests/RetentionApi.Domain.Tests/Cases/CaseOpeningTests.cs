using NodaTime;
using RetentionApi.Domain.Cases;
using RetentionApi.Domain.Customers;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Interactions;
using RetentionApi.Domain.Merchants;
using RetentionApi.Domain.Surveys;
using RetentionApi.Domain.Tests.FollowUps;
using static RetentionApi.Domain.Tests.FollowUps.Facts;

namespace RetentionApi.Domain.Tests.Cases;

/// <summary>Which facts open a case by themselves.</summary>
public sealed class CaseOpeningTests
{
    [Fact]
    public void A_complaint_opens_one_and_owes_its_first_step()
    {
        var changes = Derive(Customer(Complaint(0)), 0.01);

        var opened = changes.Opened.Single();
        (opened.OpenedBy, opened.Complaints.Single().Text).Should().Be(($"interaction:{Id(7)}", "It leaks."));
        changes.Steps.Single().Cause.Should().Be($"case:{opened.Id}");
    }

    [Fact]
    public void What_was_complained_of_before_an_import_or_long_ago_is_over()
    {
        Derive(Customer(Complaint(0) with { ImportedAt = Day(1) }), 1).Opened.Should().BeEmpty();
        Derive(Customer(Complaint(0) with { RecordedAt = Day(8) }), 8).Opened.Should().BeEmpty();
    }

    [Theory]
    [InlineData(1, CaseSeverity.Severe)]
    [InlineData(2, CaseSeverity.Normal)]
    [InlineData(3, null)]
    public void A_rating_of_one_or_two_opens_one_about_its_order(int rating, CaseSeverity? severity)
    {
        var (record, ledger) = Rated(rating);

        var opened = CaseOpenings.Derive(record, ledger.FollowUps, Rules, Day(9)).Opened;

        opened.Select(c => ((CaseSeverity?)c.Severity, c.OrderId)).Should().Equal(severity is null ? [] : [(severity, (Guid?)Id(100))]);
    }

    [Fact]
    public void Two_bad_answers_about_one_order_are_one_case()
    {
        var (record, ledger) = Rated(1, 2);

        CaseOpenings.Derive(record, ledger.FollowUps, Rules, Day(9)).Opened.Single().Complaints.Select(c => c.Rating).Should().Equal(1, 2);
    }

    [Fact]
    public void A_second_bad_answer_joins_the_case_that_is_open_and_opens_another_where_it_is_closed()
    {
        var (record, ledger) = Rated(1);
        var known = new CaseRecord(Id(50), Id(1), CaseStatus.Investigating, null, 1, Id(100), ["survey:1"], [], null);

        var open = CaseOpenings.Derive(record with { Cases = [known] }, ledger.FollowUps, Rules, Day(9));
        var closed = CaseOpenings.Derive(record with { Cases = [known with { Status = CaseStatus.Closed }] }, ledger.FollowUps, Rules, Day(9));

        (open.Opened.Count, open.Joined.Single().CaseId).Should().Be((0, Id(50)));
        (closed.Opened.Count, closed.Joined.Count).Should().Be((1, 0));
    }

    [Theory]
    [InlineData(100, 100, 1)]
    [InlineData(100, 200, 2)]
    [InlineData(100, null, 2)]
    [InlineData(null, null, 2)]
    public void A_complaint_and_a_survey_answer_about_one_order_are_one_case(int? complained, int? asked, int cases)
    {
        Guid? Of(int? order) => order is { } number ? Id(number) : null;
        var record = Customer(Complaint(0) with { OrderId = Of(complained) }) with { SurveyResponses = [Answered(SurveyKind.Csat, 1) with { OrderId = Of(asked) }] };

        var opened = Derive(record, 1).Opened;

        (opened.Count, opened.Sum(c => c.Complaints.Count), opened[0].OrderId).Should().Be((cases, 2, Of(complained)));
    }

    [Theory]
    [InlineData(SurveyKind.Csat, 2, true)]
    [InlineData(SurveyKind.Csat, 3, false)]
    [InlineData(SurveyKind.Nps, 4, true)]
    [InlineData(SurveyKind.Nps, 5, false)]
    [InlineData(SurveyKind.Ces, 1, false)]
    public void A_bad_survey_answer_opens_one(SurveyKind kind, int score, bool opens) =>
        Derive(Customer() with { SurveyResponses = [Answered(kind, score)] }, 1).Opened.Select(c => c.Complaints.Single().Rating).Should().Equal(opens ? [score] : []);

    [Fact]
    public void What_is_in_a_case_opens_no_other()
    {
        var (record, ledger) = Rated(1);
        var opened = CaseOpenings.Derive(record, ledger.FollowUps, Rules, Day(9)).Opened.Single();
        var known = new CaseRecord(opened.Id, Id(1), CaseStatus.Closed, CaseOutcome.Confirmed, 1, Id(100), [.. opened.Complaints.Select(c => c.Source!)], [], Day(10));

        CaseOpenings.Derive(record with { Cases = [known] }, ledger.FollowUps, Rules, Day(11)).Should().Be(CaseChanges.None);
    }

    [Fact]
    public void Nothing_opens_for_whom_is_restricted() =>
        Derive(Customer(Complaint(0)) with { IsRestricted = true }, 0.01).Should().Be(CaseChanges.None);

    [Fact]
    public void A_step_that_a_restriction_stopped_is_owed_again_when_it_is_lifted()
    {
        var one = new OneCase(Day(0));
        var record = Customer() with { FirstContactAt = Day(-9), Cases = [one.Record], ContactPoints = [] };
        Duties.Derive(record with { IsRestricted = true }, one.Steps, Rules, Day(0)).ApplyTo(one.Steps, Day(0));
        one.Steps.Single().IsStopped.Should().BeTrue();

        Duties.Derive(record, one.Steps, Rules, Day(2)).ApplyTo(one.Steps, Day(2));

        (one.Step!.Status, one.Step.Deadline).Should().Be((FollowUpStatus.Due, Day(2) + Duration.FromHours(1)));
        Duties.Derive(record, one.Steps, Rules, Day(2)).Should().Be(DutyChanges.None);
    }

    private static CaseChanges Derive(CustomerRecord record, double day) => CaseOpenings.Derive(record, [], Rules, Day(day));

    private static Interaction Complaint(double day) => Enquiry(7, day) with { Kind = InteractionKind.Complaint, Complaint = "It leaks." };

    private static SurveyResponse Answered(SurveyKind kind, int score) => new(Id(8), Id(1), kind, score, new Dictionary<CustomerValue, int>(), Day(0.5));

    /// <summary>An order that was delivered and rated, one product a rating.</summary>
    private static (CustomerRecord Record, Ledger Ledger) Rated(params int[] ratings)
    {
        var record = Customer(Order(1, 0, [.. new[] { Kettle, Lamp }.Take(ratings.Length)], delivered: 1)) with { FirstContactAt = Day(-9) };
        var ledger = Ledger.Of(record, 1);
        return (record, ledger.Answer(ledger[FollowUpKind.QualityCheck], 8, ratings));
    }
}
