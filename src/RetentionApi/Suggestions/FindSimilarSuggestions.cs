using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Suggestions;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.Suggestions;

/// <summary>Finds those that say nearly the same, so that a voice is added instead of a twin. Words may use no index under row-level security, so the owner's function searches.</summary>
internal static class FindSimilarSuggestions
{
    public const int Most = 5;

    private const int LongestText = 500;

    /// <summary>So many more are looked for as may have to be left out.</summary>
    private const string OfRestricted =
        $"(SELECT count(*)::int FROM suggestion_voices v WHERE v.merchant_id = $1 AND v.customer_id = ANY(ARRAY({CustomerConditions.Restricted})))";

    public sealed record Query(string Text) : IQuery<SimilarSuggestionsView>;

    /// <param name="text">What the customer says; its first 500 characters count.</param>
    public static async Task<Results<Ok<SimilarSuggestionsView>, ProblemHttpResult>> Endpoint(string text, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(text), cancellationToken)).ToOk();

    public sealed class Handler(MerchantScope scope, Caller caller) : IRequestHandler<Query, Result<SimilarSuggestionsView>>
    {
        public async Task<Result<SimilarSuggestionsView>> Handle(Query request, CancellationToken cancellationToken)
        {
            var where = new SqlConditions(scope.MerchantId);
            where.AddMayBeSeen("s.customer_id", caller);
            var words = where.Value(MatchingText.Of(request.Text.Length > LongestText ? request.Text[..LongestText] : request.Text));
            await using var batch = scope.Batch();
            batch.Add(
                $"""
                SELECT s.id, s.text, s.status, s.voices, f.similarity::float8
                FROM similar_suggestions({words}, {Most} + {OfRestricted}) f JOIN suggestions s ON s.id = f.suggestion_id WHERE {where} ORDER BY f.similarity DESC, s.id LIMIT {Most}
                """,
                where.Values);
            return new SimilarSuggestionsView(await batch.AllAsync(row => new SimilarSuggestionView(
                row.GetGuid(0), row.GetString(1), EnumWords.Parse<SuggestionStatus>(row.GetString(2)), row.GetInt32(3), Math.Round(row.GetDouble(4), 2)), cancellationToken));
        }
    }
}
