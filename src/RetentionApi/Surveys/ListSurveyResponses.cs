using System.ComponentModel;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Npgsql;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Surveys;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Paging;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.Surveys;

/// <summary>What customers answered to one survey, newest first.</summary>
internal static class ListSurveyResponses
{
    private const string Columns = """
        i.id, i.survey_id, COALESCE(a.person_id, i.customer_id), c.name, i.kind, i.score, i.price, i.convenience, i.quality, i.relationship, i.environment, i.text, i.asked_at, i.answered_at, i.order_id
        """;

    /// <summary>CASE, not COALESCE: see <see cref="FollowUps.FollowUpReads.Tables"/>.</summary>
    private const string Rows = """
        survey_invitations i LEFT JOIN customer_aliases a ON a.merchant_id = i.merchant_id AND a.customer_id = i.customer_id
        LEFT JOIN customers c ON c.merchant_id = i.merchant_id AND c.id = CASE WHEN a.person_id IS NULL THEN i.customer_id ELSE a.person_id END
        """;

    public sealed record Filters(
        [property: Description("Ours, or `~source:externalId`; with what came in under who was merged into them.")] ExternalKey? CustomerId,
        [property: Description("Only answers from this time on.")] InstantParameter? AnsweredAfter,
        [property: Description("Only answers before this time.")] InstantParameter? AnsweredBefore);

    public sealed record Query(Guid SurveyId, Filters Filters, PageRequest Page) : IQuery<Page<SurveyResponseView>>;

    public static async Task<Results<Ok<Page<SurveyResponseView>>, ProblemHttpResult>> Endpoint(
        Guid id, [AsParameters] Filters filters, [AsParameters] PageRequest page, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(id, filters, page), cancellationToken)).ToOk();

    public sealed class Handler(RetentionDbContext db, MerchantScope scope, Caller caller) : IRequestHandler<Query, Result<Page<SurveyResponseView>>>
    {
        public async Task<Result<Page<SurveyResponseView>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var (surveyId, filters, page) = request;
            var fingerprint = $"surveyResponses|{surveyId}|{filters}";
            var after = Cursor.Read<Position>(page.Cursor, fingerprint);
            if ((page.Problem ?? after.Error) is { } problem)
                return problem;
            if (!await db.Set<SurveyRow>().AnyAsync(s => s.Id == surveyId, cancellationToken))
                return SurveyProblems.NotFound;

            var where = new SqlConditions(scope.MerchantId, "i");
            Narrow(where, surveyId, filters);
            var counted = where.Copy();
            if (after.Value is { } last)
                where.Add($"(i.answered_at, i.id) < ({where.Value(last.AnsweredAt)}, {where.Value(last.Id)})");
            return await scope.PageAsync(
                page,
                where.In($"SELECT {Columns} FROM {Rows} WHERE {where} ORDER BY i.answered_at DESC, i.id DESC LIMIT {page.Size + 1}"),
                counted.In($"SELECT count(*) FROM survey_invitations i WHERE {counted}"),
                Read, r => new Position(r.AnsweredAt, r.Id), fingerprint, cancellationToken);
        }

        private void Narrow(SqlConditions where, Guid surveyId, Filters filters)
        {
            where.Add($"i.survey_id = {where.Value(surveyId)} AND i.answered_at IS NOT NULL");
            where.AddMayBeSeen("i.customer_id", caller);
            if (filters.CustomerId is { } customer)
                where.AddIsOf("i.customer_id", customer);
            if (filters.AnsweredAfter is { } from)
                where.Add($"i.answered_at >= {where.Value(from.Instant)}");
            if (filters.AnsweredBefore is { } to)
                where.Add($"i.answered_at < {where.Value(to.Instant)}");
        }

        private static SurveyResponseView Read(NpgsqlDataReader row)
        {
            var kind = EnumWords.Parse<SurveyKind>(row.GetString(4));
            double? Of(int column) => row.ValueOrNull<int>(column);
            return new SurveyResponseView(
                row.GetGuid(0), row.GetGuid(1), row.GetGuid(2), row.TextOrNull(3), row.ValueOrNull<Guid>(14), kind, row.ValueOrNull<int>(5),
                kind is SurveyKind.FiveValues ? new FiveValuesView(Of(6), Of(7), Of(8), Of(9), Of(10)) : null, row.TextOrNull(11), row.GetFieldValue<Instant>(12), row.GetFieldValue<Instant>(13));
        }
    }

    private sealed record Position(Instant AnsweredAt, Guid Id);
}
