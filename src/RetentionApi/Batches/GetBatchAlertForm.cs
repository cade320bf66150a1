using MediatR;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps;
using RetentionApi.FollowUps;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Batches;

/// <summary>What a buyer is told and asked on the page of an alert.</summary>
internal static class GetBatchAlertForm
{
    private const string AlertOf = "SELECT a.batch, a.to_buyers FROM batch_alerts a WHERE a.merchant_id = $1 AND a.id = $2";

    public sealed record Query(Guid FollowUpId) : IQuery<View>;

    /// <param name="Products">Their names.</param>
    public sealed record View(IReadOnlyList<string> Products, string Batch, string? ToBuyers, bool IsAnswered);

    public sealed class Handler(MerchantScope scope) : IRequestHandler<Query, Result<View>>
    {
        public async Task<Result<View>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (await DutyAsync(request.FollowUpId, cancellationToken) is not { } duty || FactKey.BatchAlertId(duty.Cause) is not { } alertId)
                return FollowUpProblems.NotFound;
            await using var batch = scope.Batch();
            batch.Add(AlertOf, scope.MerchantId, alertId);
            await using var row = await batch.ExecuteReaderAsync(cancellationToken);
            if (!await row.ReadAsync(cancellationToken))
                return BatchAlertProblems.NotFound;
            var isAnswered = duty.Status is FollowUpStatus.Skipped or FollowUpStatus.Cancelled || duty.Outcome is not (null or FollowUpOutcome.NoAnswer);
            return new View([.. duty.Lines.Select(line => line.ProductName ?? line.Sku).Distinct()], row.GetString(0), row.TextOrNull(1), isAnswered);
        }

        private async Task<FollowUpView?> DutyAsync(Guid id, CancellationToken cancellationToken)
        {
            await using var batch = scope.Batch();
            batch.AddFollowUp(scope.MerchantId, id);
            await using var row = await batch.ExecuteReaderAsync(cancellationToken);
            return await row.ReadAsync(cancellationToken) ? FollowUpReads.Read(row) : null;
        }
    }
}
