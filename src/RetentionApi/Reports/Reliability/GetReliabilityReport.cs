using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Merchants;
using RetentionApi.Platform.Explanations;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Reports.Reliability;

/// <summary>How far the merchant, each team or each person can be relied on, from what was owed and what became of it.</summary>
internal static class GetReliabilityReport
{
    public sealed record Query(ReliabilityOf By, PeriodRequest Period) : IQuery<ReliabilityView>;

    /// <param name="by">`merchant` (as a whole), `team` or `person`: who ended what was owed, else whose it was; absent: `merchant`.</param>
    /// <param name="format">`json` or `csv`; wins over Accept.</param>
    public static Task<Results<Ok<ReliabilityView>, FileContentHttpResult, ProblemHttpResult>> Endpoint(
        ReliabilityOf? by, [AsParameters] PeriodRequest period, AnswerFormat? format, ReportDesk desk, IMediator mediator, CancellationToken cancellationToken) =>
        desk.AnswerAsync(format, ReliabilityReportForm.Form, () => mediator.Send(new Query(by ?? ReliabilityOf.Merchant, period), cancellationToken));

    public sealed class Handler(MerchantScope scope, ReportReads reads, ReaderLanguage language) : IRequestHandler<Query, Result<ReliabilityView>>
    {
        public async Task<Result<ReliabilityView>> Handle(Query request, CancellationToken cancellationToken)
        {
            var (settings, today) = await reads.TodayAsync(cancellationToken);
            var asked = request.Period.Days(today);
            if (!asked.IsOk)
                return asked.Error;
            var (from, to) = asked.Value;
            var read = await ReliabilityReads.ReadAsync(scope, request.By, from, to, settings, cancellationToken);
            var reader = settings.ReaderIn(language);
            return new ReliabilityView(request.By, from, to, [.. read.Select(subject => ItemOf(subject, settings.Policy.Trust, reader))]);
        }

        private static ReliabilityItemView ItemOf(ReliabilitySubject subject, TrustPolicy policy, Reader reader)
        {
            var reliability = Domain.Relationships.Reliability.Of(subject.Tallies, policy);
            return new ReliabilityItemView(
                subject.Id, subject.Name, reliability.Number, Math.Round((decimal)reliability.Certainty, 2), reader.Explain(reliability.What),
                [.. reliability.Measures.Select(m => new MeasuredReliabilityView(
                    m.Measure, m.Kept, m.Failed, m.Skipped, Math.Round((decimal)m.Positive, 2), Math.Round((decimal)m.Negative, 2), reader.Explain(m.What)))]);
        }
    }
}
