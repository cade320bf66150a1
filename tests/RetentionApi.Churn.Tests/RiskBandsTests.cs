using CsCheck;
using RetentionApi.Churn.Tests.Support;

namespace RetentionApi.Churn.Tests;

public sealed class RiskBandsTests
{
    private static readonly RiskRule Rule = RiskRule.Default;

    [Fact]
    public void On_every_day_the_band_is_the_one_its_definition_gives() =>
        Gen.Select(Any.Parameters, Any.History, Gen.OneOf(Gen.Const(91), Gen.Const(365)), Gen.Int[0, 2_000]).Sample((parameters, history, horizon, silence) =>
        {
            var quantiles = parameters.AfterLastOrder(history);
            var noOrder = parameters.ProbabilityOfNoOrder(history.AfterSilence(silence), horizon);
            var expected =
                silence >= quantiles.Q99 && noOrder >= 0.50 && silence >= horizon ? RiskBand.Lost
                : silence >= quantiles.Q90 && noOrder >= 0.10 ? RiskBand.High
                : silence >= quantiles.Q80 ? RiskBand.Cooling
                : RiskBand.Active;

            parameters.BandDaysOf(history, horizon, Rule).BandAfter(silence).Should().Be(expected);
        });

    [Fact]
    public void Each_band_begins_on_its_first_day_and_after_the_one_before() =>
        Gen.Select(Any.Parameters, Any.History).Sample((parameters, history) =>
        {
            var days = parameters.BandDaysOf(history, 91, Rule);

            days.BandAfter(days.Cooling - 1).Should().Be(RiskBand.Active);
            if (days.High is { } high)
                parameters.ProbabilityOfNoOrder(history.AfterSilence(high), 91).Should().BeGreaterThanOrEqualTo(0.10);
            (days.High ?? int.MaxValue).Should().BeGreaterThanOrEqualTo(days.Cooling);
            (days.Lost ?? int.MaxValue).Should().BeGreaterThanOrEqualTo(days.High ?? int.MaxValue);
        });

    [Fact]
    public void The_bands_do_not_depend_on_today()
    {
        var history = new PurchaseHistory(3, 100, 130);

        Shop.Truth.BandDaysOf(history, 91, Rule).Should().Be(Shop.Truth.BandDaysOf(history.AfterSilence(700), 91, Rule));
    }

    [Fact]
    public void A_weekly_buyer_is_noticed_in_weeks_and_a_rare_one_in_months()
    {
        var (weekly, rare) = (new PurchaseHistory(52, 364, 364), new PurchaseHistory(3, 364, 364));

        var (early, late) = (Shop.Truth.BandDaysOf(weekly, 91, Rule), Shop.Truth.BandDaysOf(rare, 91, Rule));

        early.High.Should().BeLessThan(30);
        late.High.Should().BeGreaterThan(90);
        early.Lost.Should().BeGreaterThanOrEqualTo(91);
    }

    [Fact]
    public void One_who_cannot_drop_out_and_orders_at_a_sure_rate_is_lost_on_no_day_of_a_hundred_years()
    {
        var parameters = new ModelParameters(1_000, 40, 1, 1, PurchaseModel.BgNbd);

        var days = parameters.BandDaysOf(new PurchaseHistory(0, 0, 0), 91, Rule);

        days.Lost.Should().BeNull();
        days.BandAfter(RiskBands.LongestSilence).Should().NotBe(RiskBand.Lost);
    }

    [Fact]
    public void A_year_of_a_real_shop_falls_into_the_bands_as_measured()
    {
        var today = SharedData.Day("2011-12-10");
        var (buyers, _) = SharedData.OnlineRetail().ToLog().KnownOn(today);
        var fit = ModelFitter.MaximumAPosteriori(PurchaseHistories.From(buyers, today));

        var scores = CustomerScores.Of(ScoringModel.Of(fit, RiskRule.Default), buyers, today);

        scores.CountBy(score => score.Band).Should().BeEquivalentTo(new Dictionary<RiskBand, int>
        {
            [RiskBand.Active] = 3_235,
            [RiskBand.Cooling] = 399,
            [RiskBand.High] = 566,
            [RiskBand.Lost] = 138,
        });
    }
}
