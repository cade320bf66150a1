using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using RetentionApi.Churn;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Risk;
using RetentionApi.Platform.Explanations;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;

namespace RetentionApi.Risk;

/// <summary>One customer's risk, computed from their order days as of today or a past day.</summary>
internal static class GetCustomerRisk
{
    public sealed record Query(ExternalKey Key, LocalDate? AsOf) : IQuery<RiskView>;

    /// <param name="id">Ours, or `~source:externalId`.</param>
    /// <param name="asOf">A past day in the merchant's time zone: with the orders up to then, by the model of then where one was fitted. Absent: today.</param>
    public static async Task<Results<Ok<RiskView>, ProblemHttpResult>> Endpoint(
        ExternalKey id, DateParameter? asOf, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(id, asOf?.Date), cancellationToken)).ToOk();

    public sealed class Handler(CustomerPersons persons, CustomerRiskReads reads, ReaderLanguage language, IClock clock) : IRequestHandler<Query, Result<RiskView>>
    {
        public async Task<Result<RiskView>> Handle(Query request, CancellationToken cancellationToken)
        {
            var seen = await persons.SeeAsync(request.Key, cancellationToken);
            if (!seen.IsOk)
                return seen.Error;
            var person = seen.Value;
            var facts = await reads.ReadAsync(person, request.AsOf, cancellationToken);
            var now = clock.GetCurrentInstant();
            var today = now.InZone(facts.Settings.Zone).Date;
            var asOf = request.AsOf ?? today;
            if (asOf > today)
                return RiskProblems.AsOfFuture;
            if (facts.HasObjected)
                return RiskView.Objected(person.Id, asOf);
            if (facts.Model is not { } model)
                return RiskProblems.NotFitted;

            var reader = facts.Settings.ReaderIn(language);
            var days = facts.Days.TakeWhile(day => day <= DayNumber.Of(asOf)).ToArray();
            if (days.Length == 0)
                return RiskView.Empty(person.Id, asOf, RiskModelView.Of(model), [reader.Explain(RiskReasons.NoOrder)]);
            var orders = BuyerOrders.Of(days, facts.Spend.AsSpan(0, days.Length));
            var score = model.Score([orders], DayNumber.Of(asOf))[0];
            var reasons = ReasonsOf(asOf, days, score, model, facts, now);
            return ViewOf(person.Id, asOf, facts, model, orders, score, [.. ToldIn(facts, asOf).Concat(reasons).Select(reader.Explain)]);
        }

        private static IEnumerable<Explanation> ToldIn(CustomerRiskFacts facts, LocalDate asOf) =>
            facts.LeftOn is { } day && day <= asOf ? [Explanation.Of("defection.told", ("on", day))] : [];

        private static IReadOnlyList<Explanation> ReasonsOf(LocalDate asOf, int[] days, CustomerScore score, RiskModel model, CustomerRiskFacts facts, Instant now) =>
            RiskReasons.Of(new RiskFacts
            {
                AsOf = asOf,
                OrderDates = [.. days.Select(DayNumber.Date)],
                ProbabilityOfOrder = score.ProbabilityOfOrder,
                HorizonDays = model.Scoring.HorizonDays,
                Evidence = facts.Evidence,
                Until = Instant.Min(now, asOf.PlusDays(1).AtStartOfDayInZone(facts.Settings.Zone).ToInstant()),
                Now = now,
                Policy = facts.Settings.Policy.Risk,
            });

        private static RiskView ViewOf(
            Guid customerId, LocalDate asOf, CustomerRiskFacts facts, RiskModel model, BuyerOrders orders, CustomerScore score, IReadOnlyList<ExplanationView> reasons)
        {
            var currency = facts.Settings.Currency;
            var risk = CustomerRisk.Of(customerId, orders, score, currency);
            risk = facts.LeftOn is { } leftOn && leftOn <= asOf ? risk.LeftOn(leftOn) : risk;
            var worth = WorthOf(model, orders, DayNumber.Of(asOf), (double?)facts.Settings.GrossMargin);
            Money? MoneyOf(double? amount) => amount is { } known ? Money.Rounded((decimal)known, currency) : null;
            return RiskView.Empty(customerId, asOf, RiskModelView.Of(model), reasons) with
            {
                ProbabilityAlive = score.ProbabilityAlive,
                ProbabilityOfOrder = score.ProbabilityOfOrder,
                ExpectedOrders = score.ExpectedOrders,
                NextOrder = NextOrderView.Of(orders, score.NextOrder),
                Clv = MoneyOf(worth?.Clv),
                ExpectedRevenue = MoneyOf(worth?.ExpectedRevenue),
                Band = risk.Band,
                Since = risk.Since,
                CoolingOn = risk.CoolingOn,
                HighOn = risk.HighOn,
                LostOn = risk.LostOn,
                ValueAtStake = MoneyOf(score.ValueAtStake),
            };
        }

        private static LifetimeValue? WorthOf(RiskModel model, BuyerOrders orders, int day, double? margin)
        {
            var history = PurchaseHistory.Of(orders.FirstDay, orders.LastDay, orders.OrderDays, day);
            var value = model.OrderValue(orders);
            return double.IsNaN(value) ? null : LifetimeValue.Of(model.Scoring.Parameters, history, value, margin);
        }
    }
}
