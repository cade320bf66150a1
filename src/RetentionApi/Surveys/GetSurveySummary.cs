using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Npgsql;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Merchants;
using RetentionApi.Domain.Surveys;
using RetentionApi.Merchants;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Surveys;

/// <summary>How a survey is answered, in all and by month: one statement, whatever the number of answers.</summary>
internal static class GetSurveySummary
{
    /// <summary>$1 merchant, $2 survey, $3 satisfied from, $4 dissatisfied up to, $5 the merchant's zone. Who was asked in one month may answer in the next.</summary>
    private const string Statement = """
        SELECT month, sum(asked)::bigint, sum(answered)::bigint, count(*) FILTER (WHERE score >= $3)::bigint, count(*) FILTER (WHERE score <= $4)::bigint, COALESCE(sum(score), 0)::bigint,
          avg(price)::float8, avg(convenience)::float8, avg(quality)::float8, avg(relationship)::float8, avg(environment)::float8
        FROM (
          SELECT date_trunc('month', asked_at AT TIME ZONE $5)::date AS month, 1 AS asked, 0 AS answered, NULL::int AS score, NULL::int AS price, NULL::int AS convenience,
            NULL::int AS quality, NULL::int AS relationship, NULL::int AS environment
          FROM survey_invitations WHERE merchant_id = $1 AND survey_id = $2
          UNION ALL
          SELECT date_trunc('month', answered_at AT TIME ZONE $5)::date, 0, 1, score, price, convenience, quality, relationship, environment
          FROM survey_invitations WHERE merchant_id = $1 AND survey_id = $2 AND answered_at IS NOT NULL) told
        GROUP BY GROUPING SETS ((month), ()) ORDER BY month NULLS FIRST
        """;

    public sealed record Query(Guid SurveyId) : IQuery<SurveySummaryView>;

    public static async Task<Results<Ok<SurveySummaryView>, ProblemHttpResult>> Endpoint(Guid id, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(id), cancellationToken)).ToOk();

    public sealed class Handler(RetentionDbContext db, MerchantScope scope) : IRequestHandler<Query, Result<SurveySummaryView>>
    {
        public async Task<Result<SurveySummaryView>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (await db.Set<SurveyRow>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == request.SurveyId, cancellationToken) is not { } survey)
                return SurveyProblems.NotFound;
            var settings = await MerchantSettings.ReadAsync(scope, cancellationToken);
            var (satisfied, dissatisfied) = ThresholdsOf(survey.Kind, settings.Policy.Surveys);
            await using var batch = scope.Batch();
            batch.Add(Statement, scope.MerchantId, survey.Id, satisfied, dissatisfied, settings.Zone.Id);
            var rows = await batch.AllAsync(row => Read(row, survey.Kind), cancellationToken);
            return new SurveySummaryView(survey.Id, survey.Kind, rows[0] with { Month = null }, [.. rows.Skip(1)]);
        }

        private static (int Satisfied, int Dissatisfied) ThresholdsOf(SurveyKind kind, SurveyPolicy policy)
        {
            var scale = SurveyScale.Of(kind);
            return (policy.SatisfiedFrom(kind) ?? scale.Best + 1, policy.DissatisfiedUpTo(kind) ?? scale.Worst - 1);
        }

        private static SurveyScoreView Read(NpgsqlDataReader row, SurveyKind kind)
        {
            double? Mean(int column) => row.ValueOrNull<double>(column);
            var (asked, tally) = row.IsDBNull(1) ? (0, new SurveyTally(0, 0, 0, 0)) : (row.GetInt64(1), new SurveyTally(row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5)));
            return new SurveyScoreView(
                row.ValueOrNull<LocalDate>(0), asked, tally.Answered, tally.ScoreOf(kind),
                kind is SurveyKind.FiveValues ? new FiveValuesView(Mean(6), Mean(7), Mean(8), Mean(9), Mean(10)) : null);
        }
    }
}
