using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Reviews;
using RetentionApi.Merchants;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;
using RetentionApi.Segments;

namespace RetentionApi.Reviews;

/// <summary>A manager opens the review of a quarter that is over, where the product has not done so by itself.</summary>
internal static class OpenReview
{
    /// <param name="Quarter">Like `2026-Q1`.</param>
    /// <param name="SegmentId">Absent: all customers.</param>
    public sealed record Body(string Quarter, Guid? SegmentId);

    public sealed record Command(Body Body) : IDecision<ReviewView>;

    public static async Task<Results<Created<ReviewView>, Ok<ReviewView>, ProblemHttpResult>> Endpoint(Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(body), cancellationToken)).ToCreated(view => $"/v1/reviews/{view.Id}");

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Body.Quarter).Must(q => Quarter.TryParse(q, out _)).WithMessage("a quarter is written like 2026-Q1");
    }

    public sealed class Handler(RetentionDbContext db, ReviewOpening opening, ReviewDecisions decisions) : IRequestHandler<Command, Result<Written<ReviewView>>>
    {
        public async Task<Result<Written<ReviewView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            SegmentRow? segment = null;
            if (request.Body.SegmentId is { } id)
            {
                segment = await db.Set<SegmentRow>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, cancellationToken);
                if (segment is null)
                    return SegmentProblems.Unknown;
            }

            var settings = await MerchantSettings.ReadAsync(db, cancellationToken);
            var opened = await opening.OpenAsync(db, segment, Quarter.Parse(request.Body.Quarter), settings, decisions.StaffId, decisions.Now, cancellationToken);
            return opened.IsOk ? Written<ReviewView>.Created(await db.ViewAsync(opened.Value, cancellationToken)) : opened.Error;
        }
    }
}
