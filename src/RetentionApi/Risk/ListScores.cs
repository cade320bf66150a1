using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Errors;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Paging;

namespace RetentionApi.Risk;

/// <summary>Every buyer scored by a model: JSON in pages, or all of them as CSV.</summary>
internal static class ListScores
{
    private const string CsvType = "text/csv";

    public sealed record Query(Guid ModelId, PageRequest Page) : IQuery<Page<ScoreView>>;

    /// <param name="format">`json` (the default) or `csv`, which brings all buyers at once; `Accept: text/csv` asks for the same.</param>
    public static async Task<Results<Ok<Page<ScoreView>>, PushStreamHttpResult, ProblemHttpResult>> Endpoint(
        Guid id, string? format, [AsParameters] PageRequest page, HttpRequest http, ModelScores scores, IMediator mediator, CancellationToken cancellationToken)
    {
        if (format is not (null or "json" or "csv"))
            return Problems.Of(RiskProblems.FormatUnknown);
        if (format != "csv" && (format is not null || !WantsCsv(http)))
        {
            var result = await mediator.Send(new Query(id, page), cancellationToken);
            return result.IsOk ? TypedResults.Ok(result.Value) : Problems.Of(result.Error);
        }

        return await scores.FindAsync(id, cancellationToken) is var (model, currency)
            ? TypedResults.Stream(stream => ScoreCsv.WriteAsync(stream, scores, model, currency, http.HttpContext.RequestAborted), $"{CsvType}; charset=utf-8", $"scores-{model.AsOf:uuuu-MM-dd}.csv")
            : Problems.Of(RiskProblems.ModelNotFound);
    }

    private static bool WantsCsv(HttpRequest http) =>
        http.GetTypedHeaders().Accept is { Count: > 0 } accept
        && accept.OrderByDescending(type => type.Quality ?? 1).First() is { } first && first.IsSubsetOf(new MediaTypeHeaderValue(CsvType));

    public sealed class Handler(ModelScores scores) : IRequestHandler<Query, Result<Page<ScoreView>>>
    {
        public async Task<Result<Page<ScoreView>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var page = request.Page;
            if (page.Problem is { } problem)
                return problem;
            var fingerprint = $"scores|{request.ModelId}";
            var after = Cursor.Read<Position>(page.Cursor, fingerprint);
            if (!after.IsOk)
                return after.Error;
            if (await scores.FindAsync(request.ModelId, cancellationToken) is not var (model, currency))
                return RiskProblems.ModelNotFound;
            var rows = await scores.ReadAsync(model, currency, after.Value?.CustomerId ?? Guid.Empty, page.Size + 1, cancellationToken);
            var total = page.IncludeTotal is true ? await scores.CountAsync(model, cancellationToken) : (long?)null;
            return Page<ScoreView>.Of(rows, page.Size, s => new Position(s.CustomerId), fingerprint, total);
        }
    }

    private sealed record Position(Guid CustomerId);
}
