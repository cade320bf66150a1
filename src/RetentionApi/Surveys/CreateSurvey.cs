using System.Text.Json;
using System.Text.Json.Serialization;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Surveys;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Surveys;

internal static class CreateSurvey
{
    private const int LongestName = 200, LongestQuestion = 500;

    /// <param name="Kind">csat, nps, ces, or fiveValues.</param>
    /// <param name="Name">For yourself.</param>
    /// <param name="Questions">By language, your own wording; absent: the product's, in zh-CN and en.</param>
    public sealed record Body([property: JsonRequired] SurveyKind Kind, string Name, IReadOnlyDictionary<string, string>? Questions);

    public sealed record Command(Body Body) : IDecision<SurveyView>;

    public static async Task<Results<Created<SurveyView>, Ok<SurveyView>, ProblemHttpResult>> Endpoint(Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(body), cancellationToken)).ToCreated(view => $"/v1/surveys/{view.Id}");

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Body.Kind).IsInEnum();
            RuleFor(c => c.Body.Name).Must(n => n.Trim().Length is > 0 and <= LongestName).WithMessage($"1 to {LongestName} characters");
            RuleFor(c => c.Body.Questions).Must(q => q is null || q.Keys.All(LanguageTag.IsLanguage)).WithMessage("each key is a language, like zh-CN")
                .Must(q => q is null || q.Values.All(text => text.Trim().Length is > 0 and <= LongestQuestion)).WithMessage($"each question has 1 to {LongestQuestion} characters");
        }
    }

    public sealed class Handler(RetentionDbContext db, AuditLog audit, IClock clock) : IRequestHandler<Command, Result<Written<SurveyView>>>
    {
        public async Task<Result<Written<SurveyView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            var (now, body) = (clock.GetCurrentInstant(), request.Body);
            var row = new SurveyRow
            {
                MerchantId = db.MerchantId,
                Id = Ids.New(now),
                Kind = body.Kind,
                Name = body.Name.Trim(),
                Questions = JsonSerializer.Serialize(body.Questions ?? new Dictionary<string, string>(), JsonDefaults.Options),
                CreatedAt = now,
            };
            db.Add(row);
            audit.Add(db, now, "surveyCreated", "survey", row.Id, after: body);
            await db.SaveChangesAsync(cancellationToken);
            return Written<SurveyView>.Created(SurveyView.Of(row));
        }
    }
}
