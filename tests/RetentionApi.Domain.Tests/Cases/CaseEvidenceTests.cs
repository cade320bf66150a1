using NodaTime;
using RetentionApi.Domain.Cases;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Merchants;
using RetentionApi.Domain.Relationships;
using static RetentionApi.Domain.Relationships.EvidenceKind;
using static RetentionApi.Domain.Tests.FollowUps.Facts;

namespace RetentionApi.Domain.Tests.Cases;

/// <summary>What cases leave behind, and what they do to the fourth rung.</summary>
public sealed class CaseEvidenceTests
{
    private readonly OneCase one = new(Day(0));

    [Fact]
    public void Solved_in_time_it_is_confirmed_and_nothing_else()
    {
        one.MoveTo(CaseStatus.Resolved);
        one.Revisit(RevisitOutcome.Solved);

        Said().Should().Equal((CaseConfirmed, Day(0)));
    }

    [Fact]
    public void However_many_steps_are_late_a_run_is_overdue_once_and_made_good_by_the_customers_word()
    {
        one.After(Duration.FromHours(2)).MoveTo(CaseStatus.Acknowledged);
        one.After(Duration.FromDays(7)).MoveTo(CaseStatus.Resolved);
        Said().Should().Equal((CaseOverdue, Day(0) + Duration.FromHours(1)));

        one.Revisit(RevisitOutcome.Solved);

        Said().Should().BeEquivalentTo([(CaseOverdue, Day(0) + Duration.FromHours(1)), (BreachRepaired, one.Now), (CaseConfirmed, one.Now)]);
        var rows = EvidenceDerivation.Derive(Record(), one.Steps, [], Rules, one.Now).Added;
        var breach = rows.Single(e => e.Kind is CaseOverdue);
        rows.Single(e => e.Kind is BreachRepaired).Should().Match<Evidence>(repair => repair.Source == breach.Source && repair.Layer == breach.Layer);
    }

    [Fact]
    public void Each_time_it_is_opened_again_is_said_and_each_run_has_its_own_breach()
    {
        one.MoveTo(CaseStatus.Resolved);
        one.Revisit(RevisitOutcome.NotSolved);
        one.After(Duration.FromHours(3)).MoveTo(CaseStatus.Resolved);
        one.After(Duration.FromDays(1)).Revisit(RevisitOutcome.NotSolved);

        Said().Select(e => e.Kind).Should().BeEquivalentTo([CaseReopened, CaseReopened, CaseOverdue]);
        EvidenceDerivation.Expect(Record(), one.Steps, Rules).Select(e => (e.Kind, e.Source)).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void What_was_late_when_a_manager_closed_it_is_made_good_by_the_customers_word()
    {
        one.After(Duration.FromHours(2)).MoveTo(CaseStatus.Resolved);
        one.Case.CloseUndone("No time.", one.Now);
        Said().Select(e => e.Kind).Should().Equal(CaseOverdue, BreachClosed);

        one.After(Duration.FromDays(30)).Revisit(RevisitOutcome.Solved);

        Said().Should().Contain((BreachRepaired, one.Now)).And.NotContain(e => e.Kind == BreachClosed);
    }

    [Fact]
    public void Without_the_customers_word_what_was_late_ages_from_the_end_of_the_case()
    {
        one.After(Duration.FromHours(2)).MoveTo(CaseStatus.Resolved);
        one.After(Duration.FromDays(100)).Revisit(RevisitOutcome.NoAnswer);
        TrustNow().Stage.Should().Be(TrustStage.InRepair);

        one.After(Duration.FromDays(7)).Revisit(RevisitOutcome.NoAnswer);

        Said().Should().BeEquivalentTo([(CaseOverdue, Day(0) + Duration.FromHours(1)), (BreachClosed, one.Now)]);
        (TrustNow().Stage, TrustNow().OpenBreaches.Count).Should().Be((TrustStage.Verifying, 0));
        AffectiveNow().Should().BeEquivalentTo(new { Positive = 0.0, Negative = 1.0, Breach = 0.0 });
        one.After(Duration.FromDays(180));
        AffectiveNow().Negative.Should().BeApproximately(0.5, 1e-12);
    }

    [Fact]
    public void Opened_again_it_is_a_breach_again()
    {
        one.After(Duration.FromHours(2)).MoveTo(CaseStatus.Resolved);
        one.Revisit(RevisitOutcome.NoAnswer);
        one.After(Duration.FromDays(7)).Revisit(RevisitOutcome.NoAnswer);
        one.After(Duration.FromDays(1)).Revisit(RevisitOutcome.NotSolved);

        TrustNow().Stage.Should().Be(TrustStage.InRepair);
    }

    [Fact]
    public void Unconfirmed_leaves_nothing()
    {
        one.MoveTo(CaseStatus.Resolved);
        one.Revisit(RevisitOutcome.NoAnswer);
        one.After(Duration.FromDays(7)).Revisit(RevisitOutcome.NoAnswer);

        Said().Should().BeEmpty();
    }

    [Fact]
    public void Rung_4_fails_while_a_step_is_overdue_and_not_while_the_customer_is_waited_for()
    {
        one.After(Duration.FromMinutes(30)).Wait();
        one.After(Duration.FromDays(7));
        Rung4().Should().Be(RungState.NotYet);
        one.Resume();

        one.After(Duration.FromMinutes(30));
        Rung4().Should().Be(RungState.Unmet);
        one.MoveTo(CaseStatus.Resolved);
        Rung4().Should().Be(RungState.NotYet);
    }

    private RungState Rung4() => Relationship.Assess(
        new RelationshipFacts { Duties = one.Steps.ToDutyRecords(Record()) }, Policy.Default, one.Now, one.Now).Rungs[(int)Level.Responsible - 1].State;

    private TrustAssessment TrustNow() =>
        Trust.Assess(EvidenceDerivation.Derive(Record(), one.Steps, [], Rules, one.Now).Added, new TrustBasis(true, true), Policy.Default.Trust, one.Now, one.Now);

    private TrustSums AffectiveNow() => TrustNow().Of(TrustLayer.Affective).Sums;

    private Domain.Customers.CustomerRecord Record() => Customer() with { Cases = [one.Record] };

    private IEnumerable<(EvidenceKind Kind, Instant At)> Said() => EvidenceDerivation.Expect(Record(), one.Steps, Rules).Select(e => (e.Kind, e.OccurredAt));
}
