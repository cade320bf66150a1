using System.Text.Json;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.CustomerPages;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Messaging;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;
using static RetentionApi.Platform.Persistence.SqlArrays;

namespace RetentionApi.Surveys;

/// <summary>Asks customers. It is no duty: a message for each, by the rules of all surveys; whom these never let through is not asked.</summary>
internal static class SendSurvey
{
    private const int MostAsked = 1000;

    /// <param name="CustomerIds">Ours; at most 1,000. Or `orderIds`.</param>
    /// <param name="OrderIds">Ours; at most 1,000: who placed each is asked about it.</param>
    public sealed record Body(IReadOnlyList<Guid>? CustomerIds, IReadOnlyList<Guid>? OrderIds);

    public sealed record Command(Guid Id, Body Body) : IDecision<SurveySendingView>;

    public static async Task<Results<Ok<SurveySendingView>, ProblemHttpResult>> Endpoint(Guid id, Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(id, body), cancellationToken)).ToOk();

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Body.CustomerIds).Must((command, ids) => ids is null != command.Body.OrderIds is null).WithMessage("either customerIds or orderIds");
            RuleFor(c => c.Body.CustomerIds).Must(ids => ids is null or { Count: > 0 and <= MostAsked }).WithMessage($"1 to {MostAsked} customers");
            RuleFor(c => c.Body.OrderIds).Must(ids => ids is null or { Count: > 0 and <= MostAsked }).WithMessage($"1 to {MostAsked} orders");
        }
    }

    public sealed class Handler(RetentionDbContext db, AuditLog audit, IClock clock) : IRequestHandler<Command, Result<Written<SurveySendingView>>>
    {
        /// <summary>In the order in which they were named; null: nobody.</summary>
        private const string Persons = """
            SELECT COALESCE(a.person_id, c.id), NULL::uuid FROM unnest($2::uuid[]) WITH ORDINALITY AS q(id, number)
            LEFT JOIN customers c ON c.merchant_id = $1 AND c.id = q.id LEFT JOIN customer_aliases a ON a.merchant_id = $1 AND a.customer_id = c.id ORDER BY q.number
            """;

        /// <summary>The same of who placed the orders; null: nobody known.</summary>
        private const string Buyers = """
            SELECT COALESCE(a.person_id, o.customer_id), o.id FROM unnest($2::uuid[]) WITH ORDINALITY AS q(id, number)
            LEFT JOIN orders o ON o.merchant_id = $1 AND o.id = q.id LEFT JOIN customer_aliases a ON a.merchant_id = $1 AND a.customer_id = o.customer_id ORDER BY q.number
            """;

        private const string Ask = """
            WITH asked AS (
              INSERT INTO survey_invitations (merchant_id, id, survey_id, customer_id, kind, asked_at, order_id)
              SELECT $1, i.id, $4, i.customer_id, $5, $6, i.order_id FROM unnest($2::uuid[], $3::uuid[], $10::uuid[]) AS i(id, customer_id, order_id) RETURNING id, customer_id)
            INSERT INTO notices (merchant_id, subject_id, customer_id, template, class, link_purpose, link_subject_id, words, status, due_at, created_at)
            SELECT $1, id, customer_id, 'survey', $7, $8, id, $9::jsonb, 'waiting', $6, $6 FROM asked
            """;

        public async Task<Result<Written<SurveySendingView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = clock.GetCurrentInstant();
            if (await db.Set<SurveyRow>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == request.Id, cancellationToken) is not { } survey)
                return SurveyProblems.NotFound;
            var body = request.Body;
            var found = await (body.CustomerIds is { } customers ? FindAsync(Persons, customers, cancellationToken) : FindAsync(Buyers, body.OrderIds!, cancellationToken));
            if (found.FindIndex(f => f.CustomerId is null) is >= 0 and var unknown)
                return body.OrderIds is null ? SurveyProblems.CustomerUnknown(unknown) : SurveyProblems.BuyerUnknown(unknown);
            var asked = found.Distinct().ToList();
            await AskAsync(survey, asked, now, cancellationToken);
            audit.Add(db, now, "surveySent", "survey", survey.Id, after: new { Asked = asked.Count });
            await db.SaveChangesAsync(cancellationToken);
            return Written<SurveySendingView>.Ok(new SurveySendingView(survey.Id, asked.Count, now));
        }

        private async Task<List<(Guid? CustomerId, Guid? OrderId)>> FindAsync(string statement, IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
        {
            await using var batch = db.Batch();
            batch.Add(statement, db.MerchantId, ids.ToArray());
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            return await new ResultSets(reader, cancellationToken).FirstAsync(row => (row.ValueOrNull<Guid>(0), row.ValueOrNull<Guid>(1)));
        }

        private async Task AskAsync(SurveyRow survey, List<(Guid? CustomerId, Guid? OrderId)> asked, Instant now, CancellationToken cancellationToken)
        {
            var words = new NoticeWords(SurveyTexts.QuestionsOf(SurveyView.Of(survey)), null);
            await using var batch = db.Batch();
            batch.Add(Ask, db.MerchantId, All(asked, _ => Ids.New(now)), All(asked, a => a.CustomerId), survey.Id, survey.Kind.Word(), now, MessageClass.Survey.Word(), LinkPurpose.Survey.Word(),
                JsonSerializer.Serialize(words, JsonDefaults.Options), All(asked, a => a.OrderId));
            await batch.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
