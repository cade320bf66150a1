using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Errors;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Paging;

namespace RetentionApi.Risk;

/// <summary>Every buyer scored by a model: JSON in pages, or all of them as CSV.</summary>
internal static class ListScores
{
    public sealed record Query(Guid ModelId, PageRequest Page) : IQuery<Page<ScoreView>>;

    /// <param name="format">`json` (the default) or `csv`, which brings all buyers at once; `Accept: text/csv` asks for the same.</param>
    public static async Task<Results<Ok<Page<ScoreView>>, PushStreamHttpResult, ProblemHttpResult>> Endpoint(
        Guid id, AnswerFormat? format, [AsParameters] PageRequest page, HttpRequest http, ModelScores scores, IMediator mediator, CancellationToken cancellationToken)
    {
        var wanted = AnswerFormats.Choose(http, format, AnswerFormat.Json, AnswerFormat.Csv);
        if (!wanted.IsOk)
            return Problems.Of(wanted.Error);
        if (wanted.Value is AnswerFormat.Json)
        {
            var result = await mediator.Send(new Query(id, page), cancellationToken);
            return result.IsOk ? TypedResults.Ok(result.Value) : Problems.Of(result.Error);
        }

        return await scores.FindAsync(id, cancellationToken) is var (model, currency)
            ? TypedResults.Stream(stream => ScoreCsv.WriteAsync(stream, scores, model, currency, http.HttpContext.RequestAborted), AnswerFormat.Csv.ContentType(), $"scores-{model.AsOf:uuuu-MM-dd}.csv")
            : Problems.Of(RiskProblems.ModelNotFound);
    }

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
