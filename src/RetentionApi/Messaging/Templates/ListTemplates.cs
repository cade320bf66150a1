using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Paging;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Messaging.Templates;

/// <summary>All templates: one for each kind of message, so that they are a page.</summary>
internal static class ListTemplates
{
    public sealed record Query : IQuery<Page<TemplateView>>;

    public static async Task<Results<Ok<Page<TemplateView>>, ProblemHttpResult>> Endpoint(IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(), cancellationToken)).ToOk();

    public sealed class Handler(RetentionDbContext db) : IRequestHandler<Query, Result<Page<TemplateView>>>
    {
        public async Task<Result<Page<TemplateView>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var own = await db.Set<TemplateRow>().AsNoTracking().ToDictionaryAsync(t => t.Key, cancellationToken);
            return new Page<TemplateView>([.. BuiltInTemplates.Keys.Select(key => TemplateView.Of(key, own.GetValueOrDefault(key)))], null);
        }
    }
}
