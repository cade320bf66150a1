using MediatR;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.FollowUps;

/// <summary>What a customer is asked on the page of a check, a visit or a warranty message.</summary>
internal static class GetFollowUpForm
{
    public sealed record Query(Guid FollowUpId) : IQuery<FollowUpFormView>;

    public sealed class Handler(MerchantScope scope) : IRequestHandler<Query, Result<FollowUpFormView>>
    {
        public async Task<Result<FollowUpFormView>> Handle(Query request, CancellationToken cancellationToken)
        {
            await using var batch = scope.Batch();
            batch.AddFollowUp(scope.MerchantId, request.FollowUpId);
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            return await reader.ReadAsync(cancellationToken) ? FollowUpFormView.Of(FollowUpReads.Read(reader)) : FollowUpProblems.NotFound;
        }
    }
}

/// <param name="Lines">What is to be rated; empty where words are the answer.</param>
internal sealed record FollowUpFormView(FollowUpKind Kind, IReadOnlyList<FollowUpLineView> Lines, bool IsAnswered)
{
    public static FollowUpFormView Of(FollowUpView duty) => new(
        duty.Kind, duty.Kind is FollowUpKind.QualityCheck ? duty.Lines : [], duty.Status is FollowUpStatus.Skipped or FollowUpStatus.Cancelled || duty.Outcome is not (null or FollowUpOutcome.NoAnswer));
}
