using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Merchants;
using RetentionApi.Domain.Relationships;
using RetentionApi.Merchants;
using RetentionApi.Platform.Explanations;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Relationships.Mutual;

/// <summary>How far the merchant, each team or each person can be relied on, from what was owed and what became of it.</summary>
internal static class GetReliability
{
    private const int DaysByDefault = 365, MostDays = 5 * 366;

    public sealed record Query(ReliabilityOf By, LocalDate? From, LocalDate? To) : IQuery<ReliabilityView>;

    /// <param name="by">`merchant` (as a whole), `team` or `person`: who ended what was owed, else whose it was; absent: `merchant`.</param>
    /// <param name="from">The first day; absent: a year before the last.</param>
    /// <param name="to">The last day; absent: today.</param>
    public static async Task<Results<Ok<ReliabilityView>, ProblemHttpResult>> Endpoint(
        ReliabilityOf? by, DateParameter? from, DateParameter? to, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(by ?? ReliabilityOf.Merchant, from?.Date, to?.Date), cancellationToken)).ToOk();

    public sealed class Handler(MerchantScope scope, ReaderLanguage language, IClock clock) : IRequestHandler<Query, Result<ReliabilityView>>
    {
        public async Task<Result<ReliabilityView>> Handle(Query request, CancellationToken cancellationToken)
        {
            var settings = await MerchantSettings.ReadAsync(scope, cancellationToken);
            var to = request.To ?? clock.GetCurrentInstant().InZone(settings.Zone).Date;
            var from = request.From ?? to.PlusDays(-DaysByDefault);
            if (from > to || Period.DaysBetween(from, to) > MostDays)
                return MutualProblems.WrongPeriod;

            var read = await ReliabilityReads.ReadAsync(scope, request.By, from, to, settings, cancellationToken);
            var reader = new Reader(language.Or(settings.Language), settings.Zone);
            return new ReliabilityView(request.By, from, to,
                [.. read.Select(subject => ItemOf(subject, settings.Policy.Trust, reader))]);
        }

        private static ReliabilityItemView ItemOf(ReliabilitySubject subject, TrustPolicy policy, Reader reader)
        {
            var reliability = Reliability.Of(subject.Tallies, policy);
            return new ReliabilityItemView(
                subject.Id, subject.Name, reliability.Number, Math.Round((decimal)reliability.Certainty, 2), reader.Explain(reliability.What),
                [.. reliability.Measures.Select(m => new MeasuredReliabilityView(
                    m.Measure, m.Kept, m.Failed, m.Skipped, Math.Round((decimal)m.Positive, 2), Math.Round((decimal)m.Negative, 2), reader.Explain(m.What)))]);
        }
    }
}
