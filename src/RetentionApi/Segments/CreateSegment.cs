using System.Text.Json;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Segments;

/// <summary>Saves criteria under a name, and counts who meets them.</summary>
internal static class CreateSegment
{
    /// <param name="Criteria">At least one of `level`, `riskBand`, `tag`, `ownerId`; all that are named must hold.</param>
    public sealed record Body(string Name, CustomerCriteria Criteria);

    public sealed record Command(Body Body) : IDecision<SegmentView>;

    public static async Task<Results<Created<SegmentView>, Ok<SegmentView>, ProblemHttpResult>> Endpoint(Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(body), cancellationToken)).ToCreated(view => $"/v1/segments/{view.Id}");

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Body).SetValidator(new SegmentRules.Body());
    }

    public sealed class Handler(RetentionDbContext db, AuditLog audit, IClock clock) : IRequestHandler<Command, Result<Written<SegmentView>>>
    {
        public async Task<Result<Written<SegmentView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            var (name, criteria) = request.Body;
            if (SegmentRules.ProblemOf(criteria) is { } problem)
                return problem;
            var now = clock.GetCurrentInstant();
            var row = new SegmentRow
            {
                MerchantId = db.MerchantId,
                Id = Ids.New(now),
                Name = name.Trim(),
                Criteria = JsonSerializer.Serialize(criteria, JsonDefaults.Options),
                Customers = await SegmentReads.CountAsync(db, criteria, cancellationToken),
                CountedAt = now,
                CreatedAt = now,
            };
            db.Add(row);
            audit.Add(db, now, "segmentCreated", "segment", row.Id, after: request.Body);
            try
            {
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateException exception) when (exception.Violates(SegmentTable.OneName))
            {
                return SegmentProblems.NameTaken;
            }

            return Written<SegmentView>.Created(SegmentView.Of(row));
        }
    }
}
