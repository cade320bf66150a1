using System.ComponentModel;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Npgsql;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Suggestions;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Paging;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.Suggestions;

/// <summary>Who asked for it, the longest first: with the orders and complaints behind it, who was told, and who came back once it was built.</summary>
internal static class ListVoices
{
    private const string Columns = """
        v.customer_id, COALESCE(a.person_id, v.customer_id), c.name, v.since, v.origin, v.text, v.order_id, v.interaction_id, v.merged_from_id,
        (SELECT max(n.handed_over_at) FROM suggestion_changes h JOIN notices n ON n.merchant_id = v.merchant_id AND n.subject_id = h.id AND n.customer_id = v.customer_id
         WHERE h.merchant_id = v.merchant_id AND h.suggestion_id = v.suggestion_id),
        back.placed_at, back.id
        """;

    /// <summary>CASE, not COALESCE: see <see cref="FollowUps.FollowUpReads.Tables"/>. Tests, cancelled and unpaid orders bring nobody back.</summary>
    private const string Rows = """
        suggestion_voices v JOIN suggestions s ON s.merchant_id = v.merchant_id AND s.id = v.suggestion_id
        LEFT JOIN customer_aliases a ON a.merchant_id = v.merchant_id AND a.customer_id = v.customer_id
        LEFT JOIN customers c ON c.merchant_id = v.merchant_id AND c.id = CASE WHEN a.person_id IS NULL THEN v.customer_id ELSE a.person_id END
        LEFT JOIN LATERAL (
          SELECT o.placed_at, o.id FROM orders o WHERE o.merchant_id = v.merchant_id AND o.placed_at > s.built_at AND NOT o.is_test AND o.status <> 'cancelled' AND o.payment <> 'unpaid'
            AND o.customer_id = ANY(ARRAY[c.id] || ARRAY(SELECT m.customer_id FROM customer_aliases m WHERE m.merchant_id = v.merchant_id AND m.person_id = c.id))
          ORDER BY o.placed_at, o.id LIMIT 1) back ON true
        """;

    public sealed record Filters([property: Description("`true`: only who has ordered since it was built; `false`: only who has not.")] bool? CameBack);

    public sealed record Query(Guid Id, Filters Filters, PageRequest Page) : IQuery<Page<SuggestionVoiceView>>;

    public static async Task<Results<Ok<Page<SuggestionVoiceView>>, ProblemHttpResult>> Endpoint(
        Guid id, [AsParameters] Filters filters, [AsParameters] PageRequest page, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(id, filters, page), cancellationToken)).ToOk();

    public sealed class Handler(RetentionDbContext db, MerchantScope scope, Caller caller) : IRequestHandler<Query, Result<Page<SuggestionVoiceView>>>
    {
        public async Task<Result<Page<SuggestionVoiceView>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var (id, filters, page) = request;
            var fingerprint = $"voices|{id}|{filters}";
            var after = Cursor.Read<Position>(page.Cursor, fingerprint);
            if ((page.Problem ?? after.Error) is { } problem)
                return problem;
            if (!await db.Set<Suggestion>().AnyAsync(s => s.Id == id, cancellationToken))
                return SuggestionProblems.NotFound;

            var where = new SqlConditions(scope.MerchantId, "v");
            where.Add($"v.suggestion_id = {where.Value(id)}");
            where.AddMayBeSeen("v.customer_id", caller);
            if (filters.CameBack is { } cameBack)
                where.Add(cameBack ? "back.id IS NOT NULL" : "back.id IS NULL");
            var counted = where.Copy();
            if (after.Value is { } last)
                where.Add($"(v.since, v.customer_id) > ({where.Value(last.Since)}, {where.Value(last.CustomerId)})");
            return (await scope.PageAsync(
                page,
                where.In($"SELECT {Columns} FROM {Rows} WHERE {where} ORDER BY v.since, v.customer_id LIMIT {page.Size + 1}"),
                counted.In($"SELECT count(*) FROM {Rows} WHERE {counted}"),
                row => (At: new Position(row.GetFieldValue<Instant>(3), row.GetGuid(0)), View: Read(row)), r => r.At, fingerprint, cancellationToken)).Select(row => row.View);
        }

        private static SuggestionVoiceView Read(NpgsqlDataReader row) => new(
            row.GetGuid(1), row.TextOrNull(2), row.GetFieldValue<Instant>(3), EnumWords.Parse<VoiceOrigin>(row.GetString(4)), row.TextOrNull(5), row.ValueOrNull<Guid>(6),
            row.ValueOrNull<Guid>(7), row.ValueOrNull<Guid>(8), row.ValueOrNull<Instant>(9), row.ValueOrNull<Instant>(10), row.ValueOrNull<Guid>(11));
    }

    private sealed record Position(Instant Since, Guid CustomerId);
}
