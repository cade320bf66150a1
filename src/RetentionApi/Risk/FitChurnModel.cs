using System.Text.Json;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Merchants;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Operations;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Risk;

/// <summary>Fits a model now: answers at once, <see cref="FitChurnModelWork"/> does it in the background.</summary>
internal static class FitChurnModel
{
    private const int LongestHorizon = 3_650;

    /// <param name="AsOf">The day as of which customers are looked at, in the merchant's time zone; today where absent. Only a fit as of today becomes the current one.</param>
    /// <param name="HorizonDays">For how many days ahead the probability of an order is given; where absent 91, or 365 where orders are rare.</param>
    public sealed record Body(LocalDate? AsOf, int? HorizonDays);

    public sealed record Command(Body Body) : IDecision<OperationView>;

    public static async Task<Results<Accepted<OperationView>, ProblemHttpResult>> Endpoint(Body? body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(body ?? new Body(null, null)), cancellationToken)).ToAccepted(view => $"/v1/operations/{view.Id}");

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Body.HorizonDays).InclusiveBetween(1, LongestHorizon);
    }

    public sealed class Handler(RetentionDbContext db, AuditLog audit, IClock clock) : IRequestHandler<Command, Result<Written<OperationView>>>
    {
        public async Task<Result<Written<OperationView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = clock.GetCurrentInstant();
            var zone = await db.Set<MerchantRow>().Select(m => m.TimeZone).SingleAsync(cancellationToken);
            var today = now.InZone(DateTimeZoneProviders.Tzdb[zone]).Date;
            var asOf = request.Body.AsOf ?? today;
            if (asOf > today)
                return RiskProblems.AsOfFuture;

            var work = new FitRequest(asOf, request.Body.HorizonDays, BecomesCurrent: asOf == today);
            var operation = new OperationRow
            {
                MerchantId = db.MerchantId,
                Id = Ids.New(now),
                Kind = FitChurnModelWork.OperationKind,
                Request = JsonSerializer.Serialize(work, JsonDefaults.Options),
                CreatedAt = now,
            };
            db.Add(operation);
            audit.Add(db, now, "churnModelAsked", "operation", operation.Id, after: work);
            await db.SaveChangesAsync(cancellationToken);
            return Written<OperationView>.Accepted(OperationView.Of(operation));
        }
    }
}

/// <summary>What a fit was asked to do.</summary>
/// <param name="BecomesCurrent">It was asked as of the day it was asked on.</param>
/// <param name="AwaitsDerivation">It is of order days that are about to be derived anew.</param>
internal sealed record FitRequest(LocalDate AsOf, int? HorizonDays, bool BecomesCurrent, bool? AwaitsDerivation = null);
