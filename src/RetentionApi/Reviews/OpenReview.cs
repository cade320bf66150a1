using System.Text.Json;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Reviews;
using RetentionApi.Merchants;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Operations;
using RetentionApi.Platform.Persistence;
using RetentionApi.Segments;

namespace RetentionApi.Reviews;

/// <summary>A manager opens the review of a quarter that is over, where the product has not done so by itself; <see cref="OpenReviewWork"/> takes its figures in the background.</summary>
internal static class OpenReview
{
    /// <param name="Quarter">Like `2026-Q1`.</param>
    /// <param name="SegmentId">Absent: all customers.</param>
    public sealed record Body(string Quarter, Guid? SegmentId);

    public sealed record Command(Body Body) : IDecision<OperationView>;

    public static async Task<Results<Accepted<OperationView>, ProblemHttpResult>> Endpoint(Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(body), cancellationToken)).ToAccepted(view => $"/v1/operations/{view.Id}");

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Body.Quarter).Must(q => Quarter.TryParse(q, out _)).WithMessage("a quarter is written like 2026-Q1");
    }

    public sealed class Handler(RetentionDbContext db, ReviewDecisions decisions, AuditLog audit) : IRequestHandler<Command, Result<Written<OperationView>>>
    {
        public async Task<Result<Written<OperationView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            var (quarter, segmentId) = (Quarter.Parse(request.Body.Quarter), request.Body.SegmentId);
            if (await ProblemAsync(quarter, segmentId, cancellationToken) is { } problem)
                return problem;
            var asked = new ReviewRequest(quarter.ToString(), segmentId, decisions.StaffId);
            var operation = new OperationRow
            {
                MerchantId = db.MerchantId,
                Id = Ids.New(decisions.Now),
                Kind = OpenReviewWork.OperationKind,
                Request = JsonSerializer.Serialize(asked, JsonDefaults.Options),
                CreatedAt = decisions.Now,
            };
            db.Add(operation);
            audit.Add(db, decisions.Now, "reviewAsked", "operation", operation.Id, after: asked);
            await db.SaveChangesAsync(cancellationToken);
            return Written<OperationView>.Accepted(OperationView.Of(operation));
        }

        /// <summary>What is plain now; that nobody is faster turns out when the review is stored.</summary>
        private async Task<Error?> ProblemAsync(Quarter quarter, Guid? segmentId, CancellationToken cancellationToken)
        {
            if (segmentId is not null && !await db.Set<SegmentRow>().AnyAsync(s => s.Id == segmentId, cancellationToken))
                return SegmentProblems.Unknown;
            var settings = await MerchantSettings.ReadAsync(db, cancellationToken);
            if (settings.Zone.AtStartOfDay(quarter.Ends).ToInstant() > decisions.Now)
                return ReviewProblems.QuarterUnderWay;
            var begins = quarter.Begins;
            return await db.Set<Review>().AnyAsync(r => r.QuarterBegins == begins && r.SegmentId == segmentId, cancellationToken) ? ReviewProblems.Exists : null;
        }
    }
}

/// <summary>What an opening was asked for.</summary>
/// <param name="By">The member of staff; null: a key without one.</param>
internal sealed record ReviewRequest(string Quarter, Guid? SegmentId, Guid? By);
