using RetentionApi.Domain.Merchants;
using RetentionApi.Domain.Relationships;
using static RetentionApi.Domain.Relationships.EvidenceKind;

namespace RetentionApi.Domain.Tests.Relationships;

public sealed class EvidenceCatalogueTests
{
    /// <summary>The table of the domain's description, row by row: positive kinds, negative kinds, level, layer, antecedent.</summary>
    public static TheoryData<EvidenceKind[], EvidenceKind[], string> Table => new()
    {
        { [Welcomed], [WelcomeMissed], "Basic Affective Benevolence" },
        { [EnquiryAnswered], [EnquiryLate], "Proactive Cognitive Ability" },
        { [ProactiveWelcomed], [ProactiveUnwelcome], "Proactive Affective Benevolence" },
        { [AdviceTaken], [AdviceRegretted], "Cooperative Cognitive Ability" },
        { [QualityConfirmed], [DefectReported], "Responsible Cognitive Ability" },
        { [CheckAnswered], [CheckMissed], "Responsible Affective Benevolence" },
        { [PromiseKept], [PromiseBroken], "Responsible Cognitive Integrity" },
        { [CaseConfirmed], [CaseOverdue, CaseReopened], "Responsible Affective Ability" },
        { [SuggestionMade], [], "Interactive Affective Benevolence" },
        { [SuggestionDecided, SuggestionBuilt], [SuggestionOverdue], "Interactive Affective Integrity" },
        { [Satisfied], [Dissatisfied], " Affective " },
        { [ReviewGood], [ReviewBad], " Cognitive " },
        { [RepeatOrder, OrderAfterWinBack, ReferralBought], [Chargeback, RefundDissatisfied], " Behavioural " },
        { [BreachRepaired], [], "  Integrity" },
        { [BreachClosed], [], "  " },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void A_kind_means_what_the_table_says(EvidenceKind[] positive, EvidenceKind[] negative, string meaning)
    {
        foreach (var kind in positive.Concat(negative))
        {
            var found = EvidenceCatalogue.Of(kind);
            $"{found.Level} {found.Layer} {found.Antecedent}".Should().Be(meaning);
            found.IsPositive.Should().Be(positive.Contains(kind));
        }
    }

    [Fact]
    public void The_table_names_every_kind_once() =>
        Table.SelectMany(row => row.Data.Item1.Concat(row.Data.Item2)).Should().BeEquivalentTo(Enum.GetValues<EvidenceKind>());

    [Fact]
    public void Only_what_was_built_and_whom_they_sent_weigh_double() =>
        Enum.GetValues<EvidenceKind>().Where(k => EvidenceCatalogue.WeightOf(k, Policy.Default.Trust) != 1).Should().Equal(SuggestionBuilt, ReferralBought);

    [Fact]
    public void Broken_promises_and_overdue_cases_are_breaches() =>
        Enum.GetValues<EvidenceKind>().Where(EvidenceCatalogue.IsBreach).Should().Equal(PromiseBroken, CaseOverdue);

    [Fact]
    public void A_breach_ages_once_it_was_made_good_or_its_case_closed() =>
        Enum.GetValues<EvidenceKind>().Where(EvidenceCatalogue.SettlesBreach).Should().Equal(BreachRepaired, BreachClosed);
}
