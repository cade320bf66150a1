using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Paging;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Merchants.Policies;

/// <summary>Every version there has been and those still to come, newest first.</summary>
internal static class ListPolicyVersions
{
    private const string Fingerprint = "policy versions";

    public sealed record Query(PageRequest Page) : IQuery<Page<PolicyVersionView>>;

    public static async Task<Results<Ok<Page<PolicyVersionView>>, ProblemHttpResult>> Endpoint(
        [AsParameters] PageRequest page, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(page), cancellationToken)).ToOk();

    public sealed class Handler(RetentionDbContext db) : IRequestHandler<Query, Result<Page<PolicyVersionView>>>
    {
        public async Task<Result<Page<PolicyVersionView>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var page = request.Page;
            if (page.Problem is { } problem)
                return problem;
            var after = Cursor.Read<Position>(page.Cursor, Fingerprint);
            if (!after.IsOk)
                return after.Error;

            var versions = db.Set<PolicyRow>().AsNoTracking();
            var (current, newest) = (await db.Set<MerchantRow>().Select(m => m.PolicyVersion).SingleAsync(cancellationToken), await PolicyVersions.NewestAsync(db, cancellationToken));
            var total = await page.TotalOfAsync(versions, cancellationToken);
            if (after.Value is { } last)
                versions = versions.Where(p => p.Version < last.Version);
            var rows = await versions.OrderByDescending(p => p.Version).Take(page.Size + 1).ToListAsync(cancellationToken);
            return Page<PolicyVersionView>.Of([.. rows.Select(row => PolicyVersionView.Of(row, current, newest))], page.Size, p => new Position(p.Version), Fingerprint, total);
        }
    }

    private sealed record Position(int Version);
}
