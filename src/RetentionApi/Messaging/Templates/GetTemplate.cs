using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Messaging.Templates;

internal static class GetTemplate
{
    public sealed record Query(string Key) : IQuery<TemplateView>;

    /// <param name="key">As playbooks name it: `qualityCheck`, `winBack` …</param>
    public static async Task<Results<Ok<TemplateView>, ProblemHttpResult>> Endpoint(string key, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(key), cancellationToken)).ToOk();

    public sealed class Handler(RetentionDbContext db) : IRequestHandler<Query, Result<TemplateView>>
    {
        public async Task<Result<TemplateView>> Handle(Query request, CancellationToken cancellationToken) => BuiltInTemplates.Keys.Contains(request.Key)
            ? TemplateView.Of(request.Key, await db.Set<TemplateRow>().AsNoTracking().SingleOrDefaultAsync(t => t.Key == request.Key, cancellationToken))
            : TemplateProblems.NotFound;
    }
}
