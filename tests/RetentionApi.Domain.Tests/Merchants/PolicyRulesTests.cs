using System.Reflection;
using NodaTime;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.FollowUps.Playbooks;
using RetentionApi.Domain.Merchants;

namespace RetentionApi.Domain.Tests.Merchants;

public sealed class PolicyRulesTests
{
    public static TheoryData<string, Policy> OutOfRange => new()
    {
        { "/fallAfter", Policy.Default with { FallAfter = Duration.Zero } },
        { "/assumedDeliveryDays", Policy.Default with { AssumedDeliveryDays = -1 } },
        { "/trust/cognitiveHalfLifeDays", Policy.Default with { Trust = new TrustPolicy { CognitiveHalfLifeDays = double.NaN } } },
        { "/duties/welcomeWithin", Policy.Default with { Duties = new DutyPolicy { WelcomeWithin = Duration.FromDays(31) } } },
        { "/duties/messageCap", Policy.Default with { Duties = new DutyPolicy { MessageCap = 51 } } },
    };

    /// <summary>Each rule between numbers, broken alone.</summary>
    public static TheoryData<string, Policy> Contradictions => new()
    {
        { "/surveys/dissatisfiedCsat", Policy.Default with { Surveys = new SurveyPolicy { DissatisfiedCsat = 4 } } },
        { "/surveys/dissatisfiedNps", Policy.Default with { Surveys = new SurveyPolicy { DissatisfiedNps = 9 } } },
        { "/cases/investigateWithinBusiness", Policy.Default with { Cases = new CasePolicy { InvestigateWithinBusiness = Duration.FromMinutes(59) } } },
        { "/cases/proposeWithinBusiness", Policy.Default with { Cases = new CasePolicy { ProposeWithinBusiness = Duration.FromHours(7) } } },
        { "/cases/resolveWithinBusiness", Policy.Default with { Cases = new CasePolicy { ResolveWithinBusiness = Duration.FromHours(15) } } },
        { "/risk/highQuantile", Policy.Default with { Risk = new RiskPolicy { HighQuantile = 0.8 } } },
        { "/risk/lostQuantile", Policy.Default with { Risk = new RiskPolicy { LostQuantile = 0.9 } } },
        { "/risk/lostNoOrder", Policy.Default with { Risk = new RiskPolicy { LostNoOrder = 0.09 } } },
        { "/duties/secondQualityCheckAfter", Policy.Default with { Duties = new DutyPolicy { QualityCheckAfter = Duration.FromDays(30) } } },
        { "/duties/defectRating", Policy.Default with { Duties = new DutyPolicy { DefectRating = 4 } } },
        { "/missedChecksThatBar", Policy.Default with { LatestChecks = 1 } },
        { "/trust/leastCertainty", Policy.Default with { Trust = new TrustPolicy { LeastCertainty = 0.6 } } },
        { "/duties/regularVisitOrderWindow", Policy.Default with { Duties = new DutyPolicy { RegularVisitOrderWindow = Duration.FromDays(100) } } },
    };

    [Fact]
    public void The_products_own_numbers_break_no_rule() => PolicyRules.Check(Policy.Default).Should().BeEmpty();

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void A_number_outside_its_range_is_refused_at_its_place(string pointer, Policy policy)
    {
        var wrong = PolicyRules.Check(policy).Should().ContainSingle().Subject;

        (wrong.Pointer, wrong.Code).Should().Be((pointer, PolicyRules.OutOfRange));
        wrong.Detail.Should().StartWith("must be ");
    }

    [Theory]
    [MemberData(nameof(Contradictions))]
    public void Numbers_that_contradict_each_other_are_refused(string pointer, Policy policy)
    {
        var wrong = PolicyRules.Check(policy).Should().ContainSingle().Subject;

        (wrong.Pointer, wrong.Code).Should().Be((pointer, PolicyRules.Contradiction));
    }

    [Fact]
    public void Every_number_has_a_range() => Numbers(typeof(Policy))
        .Where(p => p.GetCustomAttribute<BoundsAttribute>() is null).Select(p => $"{p.DeclaringType!.Name}.{p.Name}").Should().BeEmpty();

    [Fact]
    public void A_number_that_is_looked_up_when_used_derives_nobody_anew()
    {
        var other = Policy.Default with { Duties = new DutyPolicy { MessageCap = 2, ClaimLasts = Duration.FromHours(8) }, UnmergeWithin = Duration.FromDays(60) };

        PolicyRules.ChangesCustomers(Policy.Default, other).Should().BeFalse();
        PolicyRules.ChangesCustomers(Policy.Default, other with { FallAfter = Duration.FromDays(31) }).Should().BeTrue();
        PolicyRules.ChangesCustomers(Policy.Default, other with { Promises = new PromisePolicy { DeliveriesAreReported = false } }).Should().BeTrue();
    }

    [Fact]
    public void A_playbook_that_says_what_the_product_says_derives_nobody_anew()
    {
        Policy With(OwnPlaybook own) => Policy.Default with { Playbooks = new Dictionary<PlaybookTrigger, OwnPlaybook> { [PlaybookTrigger.Delivery] = own } };

        PolicyRules.ChangesCustomers(Policy.Default, With(new OwnPlaybook { Steps = [new OwnStep(1, Message: MessageClass.Survey)] })).Should().BeFalse();
        PolicyRules.ChangesCustomers(Policy.Default, With(new OwnPlaybook { Steps = [new OwnStep(1, After: Duration.FromDays(8))] })).Should().BeTrue();
        PolicyRules.ChangesCustomers(Policy.Default, With(new OwnPlaybook { IsPaused = true })).Should().BeTrue();
    }

    private static IEnumerable<PropertyInfo> Numbers(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance).SelectMany(p =>
        p.PropertyType == typeof(int) || p.PropertyType == typeof(double) || p.PropertyType == typeof(decimal) || p.PropertyType == typeof(bool) || p.PropertyType == typeof(Duration)
            ? p is { Name: nameof(Policy.Version) } ? [] : [p]
            : p.PropertyType.IsClass && p.PropertyType.Assembly == typeof(Policy).Assembly ? Numbers(p.PropertyType) : []);
}
