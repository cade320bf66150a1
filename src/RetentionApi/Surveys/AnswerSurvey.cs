using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.CustomerPages;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Merchants;
using RetentionApi.Domain.Surveys;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Outbox;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Surveys;

/// <summary>Stores what a customer answered, once for each invitation.</summary>
internal static class AnswerSurvey
{
    public sealed record Command(Guid LinkId, Guid InvitationId, SurveyAnswer Answer) : IDecision<Guid>;

    public sealed class Handler(RetentionDbContext db, AuditLog audit, IClock clock) : IRequestHandler<Command, Result<Written<Guid>>>
    {
        public async Task<Result<Written<Guid>>> Handle(Command request, CancellationToken cancellationToken)
        {
            var (now, answer) = (clock.GetCurrentInstant(), request.Answer);
            if (await db.Set<SurveyInvitationRow>().SingleOrDefaultAsync(i => i.Id == request.InvitationId, cancellationToken) is not { } row)
                return SurveyProblems.NotFound;
            if (answer.ProblemFor(row.Kind) is { } problem)
                return problem;
            if (await CustomerLinks.UseAsync(db, request.LinkId, now, cancellationToken) is { } used)
                return used;
            Keep(row, answer, now);
            db.AddEntry(row.CustomerId, now, "surveyAnswered", row.Id, $"{row.Kind.Word()} {answer.Summary}", now);
            audit.Add(db, now, "surveyAnswered", "surveyInvitation", row.Id);
            db.AddWork(row.CustomerId, row.Id, now, now);
            await db.SaveChangesAsync(cancellationToken);
            return Written<Guid>.Ok(row.Id);
        }

        private static void Keep(SurveyInvitationRow row, SurveyAnswer answer, Instant now)
        {
            int? Of(CustomerValue value) => answer.Ratings.TryGetValue(value, out var rating) ? rating : null;
            (row.AnsweredAt, row.Score, row.Text) = (now, answer.Score, answer.Text);
            (row.Price, row.Convenience, row.Quality) = (Of(CustomerValue.Price), Of(CustomerValue.Convenience), Of(CustomerValue.Quality));
            (row.Relationship, row.Environment) = (Of(CustomerValue.Relationship), Of(CustomerValue.Environment));
        }
    }
}
