using System.ComponentModel;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using Npgsql;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Paging;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.Referrals;

/// <summary>Who brought whom, newest first.</summary>
internal static class ListReferrals
{
    public sealed record Filters(
        [property: Description("Who brought: our id, or `~source:externalId`; with what came in under who was merged into them.")] ExternalKey? ReferrerId,
        [property: Description("Who came: our id, or `~source:externalId`.")] ExternalKey? ReferredId);

    public sealed record Query(Filters Filters, PageRequest Page) : IQuery<Page<ReferralView>>;

    public static async Task<Results<Ok<Page<ReferralView>>, ProblemHttpResult>> Endpoint(
        [AsParameters] Filters filters, [AsParameters] PageRequest page, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(filters, page), cancellationToken)).ToOk();

    public sealed class Handler(MerchantScope scope, Caller caller) : IRequestHandler<Query, Result<Page<ReferralView>>>
    {
        private const string Columns = "r.id, r.source, r.external_id, r.referrer_id, r.referred_id, r.code, r.occurred_at, r.bought_at, r.created_at";

        public async Task<Result<Page<ReferralView>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var (filters, page) = request;
            var fingerprint = $"referrals|{filters}";
            var after = Cursor.Read<Position>(page.Cursor, fingerprint);
            if ((page.Problem ?? after.Error) is { } problem)
                return problem;

            var where = new SqlConditions(scope.MerchantId, "r");
            Narrow(where, filters);
            var counted = where.Copy();
            if (after.Value is { } last)
                where.Add($"(r.occurred_at, r.id) < ({where.Value(last.OccurredAt)}, {where.Value(last.Id)})");
            return await scope.PageAsync(
                page,
                where.In($"SELECT {Columns} FROM referrals r WHERE {where} ORDER BY r.occurred_at DESC, r.id DESC LIMIT {page.Size + 1}"),
                counted.In($"SELECT count(*) FROM referrals r WHERE {counted}"),
                Read, r => new Position(r.OccurredAt, r.Id), fingerprint, cancellationToken);
        }

        private void Narrow(SqlConditions where, Filters filters)
        {
            where.AddMayBeSeen("r.referrer_id", caller);
            where.AddMayBeSeen("r.referred_id", caller);
            if (filters.ReferrerId is { } referrer)
                where.AddIsOf("r.referrer_id", referrer);
            if (filters.ReferredId is { } referred)
                where.AddIsOf("r.referred_id", referred);
        }

        private static ReferralView Read(NpgsqlDataReader row) => new(
            row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetGuid(3), row.GetGuid(4), row.TextOrNull(5), row.GetFieldValue<Instant>(6), row.ValueOrNull<Instant>(7),
            row.GetFieldValue<Instant>(8));
    }

    private sealed record Position(Instant OccurredAt, Guid Id);
}
