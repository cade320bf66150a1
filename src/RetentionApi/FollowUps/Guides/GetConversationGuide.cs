using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.FollowUps.Guides;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.FollowUps.Guides;

/// <summary>Reads how conversations of one kind are led.</summary>
internal static class GetConversationGuide
{
    public sealed record Query(FollowUpKind Kind) : IQuery<ConversationGuideView>;

    public static async Task<Results<Ok<ConversationGuideView>, ProblemHttpResult>> Endpoint(FollowUpKind kind, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(kind), cancellationToken)).ToOk();

    public sealed class Handler(RetentionDbContext db) : IRequestHandler<Query, Result<ConversationGuideView>>
    {
        public async Task<Result<ConversationGuideView>> Handle(Query request, CancellationToken cancellationToken) =>
            await ConversationGuides.NewestAsync(db, request.Kind, cancellationToken) is { } own
                ? ConversationGuideView.Of(ConversationGuides.Read(own), own.CreatedAt)
                : ConversationGuideView.Of(BuiltInGuides.Of(request.Kind), changedAt: null);
    }
}
