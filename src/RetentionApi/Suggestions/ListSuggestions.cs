using System.ComponentModel;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Suggestions;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Paging;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.Suggestions;

/// <summary>Newest first; what was merged into another is part of that one.</summary>
internal static class ListSuggestions
{
    /// <param name="Status">Only of this status.</param>
    public sealed record Filters(
        SuggestionStatus? Status,
        [property: Description("Only those that this customer asks for: ours, or `~source:externalId`.")] ExternalKey? CustomerId,
        [property: Description("`true`: those too that were merged into another.")] bool? Merged);

    public sealed record Query(Filters Filters, PageRequest Page) : IQuery<Page<SuggestionView>>;

    public static async Task<Results<Ok<Page<SuggestionView>>, ProblemHttpResult>> Endpoint(
        [AsParameters] Filters filters, [AsParameters] PageRequest page, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(filters, page), cancellationToken)).ToOk();

    public sealed class Handler(MerchantScope scope, Caller caller) : IRequestHandler<Query, Result<Page<SuggestionView>>>
    {
        public async Task<Result<Page<SuggestionView>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var (filters, page) = request;
            var fingerprint = $"suggestions|{filters}";
            var after = Cursor.Read<Position>(page.Cursor, fingerprint);
            if ((page.Problem ?? after.Error) is { } problem)
                return problem;

            var where = new SqlConditions(scope.MerchantId, "s");
            Narrow(where, filters);
            var counted = where.Copy();
            if (after.Value is { } last)
                where.Add($"s.id < {where.Value(last.Id)}");
            return await scope.PageAsync(
                page,
                where.In($"SELECT {SuggestionReads.ForList} FROM suggestions s {SuggestionReads.Tables} WHERE {where} ORDER BY s.id DESC LIMIT {page.Size + 1}"),
                counted.In($"SELECT count(*) FROM suggestions s WHERE {counted}"),
                SuggestionReads.Read, s => new Position(s.Id), fingerprint, cancellationToken);
        }

        private void Narrow(SqlConditions where, Filters filters)
        {
            where.AddMayBeSeen("s.customer_id", caller);
            if (filters.Merged is not true)
                where.Add("s.merged_into_id IS NULL");
            if (filters.Status is { } status)
                where.Add($"s.status = {where.Value(status.Word())}");
            if (filters.CustomerId is { } customer)
                where.Add($"s.id = ANY(ARRAY(SELECT v.suggestion_id FROM suggestion_voices v WHERE v.merchant_id = $1 AND {where.IsOf("v.customer_id", customer)}))");
        }
    }

    private sealed record Position(Guid Id);
}
