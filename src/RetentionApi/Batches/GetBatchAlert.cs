using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using Npgsql;
using RetentionApi.Domain.Batches;
using RetentionApi.Domain.Common;
using RetentionApi.Merchants;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Batches;

/// <summary>An alert, what is known of its batch today, and how far it has come with its buyers.</summary>
internal static class GetBatchAlert
{
    private const string Quality = $"""
        SELECT {QualityReads.Columns} FROM batch_alerts a JOIN batch_quality q ON q.merchant_id = $1 AND q.product_id = a.product_id AND q.batch = a.batch
        WHERE a.merchant_id = $1 AND a.id = $2
        """;

    private const string States = "SELECT b.state, count(*) FROM batch_alert_buyers b WHERE b.merchant_id = $1 AND b.alert_id = $2 GROUP BY b.state";

    private const string Answers =
        "SELECT b.answer, count(*) FROM batch_alert_buyers b WHERE b.merchant_id = $1 AND b.alert_id = $2 AND b.answer IS NOT NULL GROUP BY b.answer";

    /// <summary>Orders of nobody known.</summary>
    private const string Anonymous = """
        SELECT count(DISTINCT o.id) FROM batch_alerts a JOIN order_lines l ON l.merchant_id = $1 AND l.product_id = a.product_id AND l.batch = a.batch
        JOIN orders o ON o.merchant_id = $1 AND o.id = l.order_id
        WHERE a.merchant_id = $1 AND a.id = $2 AND o.customer_id IS NULL AND NOT o.is_test AND o.status <> 'cancelled' AND o.payment <> 'unpaid'
        """;

    public sealed record Query(Guid Id) : IQuery<BatchAlertDetailView>;

    public static async Task<Results<Ok<BatchAlertDetailView>, ProblemHttpResult>> Endpoint(Guid id, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(id), cancellationToken)).ToOk();

    public sealed class Handler(MerchantScope scope, IClock clock) : IRequestHandler<Query, Result<BatchAlertDetailView>>
    {
        public async Task<Result<BatchAlertDetailView>> Handle(Query request, CancellationToken cancellationToken)
        {
            var now = clock.GetCurrentInstant();
            await using var batch = scope.Batch();
            MerchantSettings.Add(batch, scope.MerchantId);
            BatchAlertView.Add(batch, scope.MerchantId, request.Id);
            foreach (var statement in new[] { Quality, States, Answers, Anonymous })
                batch.Add(statement, scope.MerchantId, request.Id);
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            var policy = (await MerchantSettings.ReadAsync(reader, scope.MerchantId, cancellationToken)).Policy.Batches;
            var results = new ResultSets(reader, cancellationToken);
            if ((await results.NextAsync(row => BatchAlertView.Read(row, now))).SingleOrDefault() is not { } alert)
                return BatchAlertProblems.NotFound;
            var counted = (await results.NextAsync(row => QualityReads.Read(row, 0))).SingleOrDefault() ?? QualityReads.Nothing;
            var states = (await results.NextAsync(CountOf<BuyerState>)).ToDictionary(c => c.Word, c => c.Count);
            var answers = (await results.NextAsync(CountOf<BuyerAnswer>)).ToDictionary(c => c.Word, c => c.Count);
            var unreachable = (await results.NextAsync(row => row.GetInt64(0))).Single();
            return new BatchAlertDetailView(
                alert, new BatchQualityView(alert.Batch, QualityReads.ViewOf(counted, policy)),
                alert.Status is BatchAlertStatus.Confirmed ? CountsOf(states, answers, unreachable) : null);
        }

        private static (T Word, long Count) CountOf<T>(NpgsqlDataReader row)
            where T : struct, Enum => (EnumWords.Parse<T>(row.GetString(0)), row.GetInt64(1));

        private static BuyerCountsView CountsOf(Dictionary<BuyerState, long> states, Dictionary<BuyerAnswer, long> answers, long unreachable) => new(
            states.GetValueOrDefault(BuyerState.Waiting), states.GetValueOrDefault(BuyerState.Told), states.GetValueOrDefault(BuyerState.Answered),
            states.GetValueOrDefault(BuyerState.Returned), states.GetValueOrDefault(BuyerState.NotReached), unreachable,
            answers.GetValueOrDefault(BuyerAnswer.StoppedUsing), answers.GetValueOrDefault(BuyerAnswer.SendsBack), answers.GetValueOrDefault(BuyerAnswer.Keeps),
            answers.GetValueOrDefault(BuyerAnswer.HasTrouble));
    }
}
