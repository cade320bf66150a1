using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Customers;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Erasures;

/// <summary>Lets somebody come back who was erased and now wants to be known again: the next report of them makes a new customer, without anything of before.</summary>
internal static class LiftErasure
{
    /// <param name="Source">With `externalId`: how a storefront calls them.</param>
    /// <param name="Phone">E.164, or national in the `country`.</param>
    /// <param name="Country">ISO 3166-1 alpha-2.</param>
    public sealed record Body(string? Source, string? ExternalId, string? Email, string? Phone, string? Country);

    public sealed record Command(Body Body) : IDecision<LiftedErasureView>;

    public static async Task<Results<Ok<LiftedErasureView>, ProblemHttpResult>> Endpoint(Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(body), cancellationToken)).ToOk();

    public sealed class Validator : AbstractValidator<Command>
    {
        private static readonly CustomerReportRules Rules = new();

        public Validator()
        {
            RuleFor(c => c.Body.Source).Must((command, source) => (source is null) == (command.Body.ExternalId is null)).WithMessage("source and externalId go together");
            RuleFor(c => c.Body).Must(body => ReportOf(body).Identity is not null || body.Email is not null || body.Phone is not null).WithMessage("tell an identity, an email or a phone");
            RuleFor(c => c.Body).Custom((body, context) =>
            {
                foreach (var failure in Rules.Validate(AsReported(body)).Errors)
                    context.AddFailure(failure);
            });
        }
    }

    public sealed class Handler(RetentionDbContext db, AuditLog audit, IClock clock) : IRequestHandler<Command, Result<Written<LiftedErasureView>>>
    {
        public async Task<Result<Written<LiftedErasureView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = clock.GetCurrentInstant();
            var lifted = await LiftAsync(Tombstones.NamesOf(ReportOf(request.Body)), cancellationToken);
            if (lifted == 0)
                return ErasureProblems.NobodyErased;
            audit.Add(db, now, "erasureLifted", "erasure", Ids.New(now)); // by what they were named is not kept here either
            await db.SaveChangesAsync(cancellationToken);
            return Written<LiftedErasureView>.Ok(new LiftedErasureView(lifted));
        }

        private async Task<int> LiftAsync(string[] names, CancellationToken cancellationToken)
        {
            await using var batch = db.Batch();
            batch.AddLifting(db.MerchantId, names);
            await batch.ExecuteNonQueryAsync(cancellationToken);
            return batch.BatchCommands[^1].RecordsAffected;
        }
    }

    private static CustomerReport ReportOf(Body body) => CustomerReports.Of(AsReported(body));

    private static CreateCustomer.Body AsReported(Body body) => new(body.Source, body.ExternalId, null, body.Email, body.Phone, null, null, body.Country, null, null, null, null);
}

/// <param name="Names">How many names and addresses may be reported again: all that the person had, not only the one that was told.</param>
internal sealed record LiftedErasureView(int Names);
