using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Promises;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Errors;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;
using RetentionApi.Staffing;

namespace RetentionApi.Promises;

/// <summary>Reports a promise that somebody gave. Those of deliveries, case proposals, answers and claims come by themselves.</summary>
internal static class CreatePromise
{
    /// <param name="CustomerId">Ours; or `customer`.</param>
    /// <param name="Customer">Whom it was given to, as the source knows them.</param>
    /// <param name="What">What was promised.</param>
    /// <param name="DueAt">The promised time; or `dueOn`.</param>
    /// <param name="DueOn">The promised day: until its end by your clock.</param>
    /// <param name="MadeBy">The staff member who gave it; absent: the person behind the key, else the shop.</param>
    /// <param name="Place">Where it was given: phone, shop, chat …</param>
    /// <param name="MadeAt">When it was given; absent: now.</param>
    /// <param name="OrderId">Ours; or `order`.</param>
    /// <param name="Order">The order it is about, as the source knows it.</param>
    /// <param name="Source">With `externalId` how your own system knows it; the same again is the same promise.</param>
    /// <param name="ExternalId">That system's own id.</param>
    public sealed record Body(
        Guid? CustomerId, ExternalReference? Customer, string What, Instant? DueAt, LocalDate? DueOn, Guid? MadeBy, string? Place, Instant? MadeAt, Guid? OrderId, ExternalReference? Order,
        string? Source, string? ExternalId);

    public sealed record Command(Body Body) : IDecision<PromiseView>;

    public static async Task<Results<Created<PromiseView>, Ok<PromiseView>, ProblemHttpResult>> Endpoint(Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(body), cancellationToken)).ToCreated(view => $"/v1/promises/{view.Id}");

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(IClock clock)
        {
            this.MustName(c => c.Body.CustomerId, c => c.Body.Customer);
            this.MayName(c => c.Body.OrderId, c => c.Body.Order);
            RuleFor(c => c.Body.What).IsPromiseText();
            RuleFor(c => c.Body.DueAt).IsOneTime(c => c.Body.DueOn);
            RuleFor(c => c.Body.Place).IsPlace();
            RuleFor(c => c.Body.MadeAt).Must(at => at is null || at <= clock.GetCurrentInstant()).WithMessage("must not lie ahead");
            RuleFor(c => c.Body.Source).Must((command, source) => source is null == command.Body.ExternalId is null).WithMessage("source and externalId come together");
            RuleFor(c => c.Body.Source).Must(s => s is null || ExternalKey.IsSource(s)).WithMessage("1 to 32 of a-z, 0-9 and _");
            RuleFor(c => c.Body.ExternalId).Must(e => e is null || ExternalKey.IsExternalId(e)).WithMessage("1 to 255 bytes, no control characters");
        }
    }

    public sealed class Handler(RetentionDbContext db, PromiseDecisions decisions, AuditLog audit, Caller caller) : IRequestHandler<Command, Result<Written<PromiseView>>>
    {
        public async Task<Result<Written<PromiseView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            var body = request.Body;
            var source = body.Source is null ? $"hand:{Ids.New(decisions.Now)}" : $"told:{body.Source}:{body.ExternalId}";
            var named = await NamedCustomer.FindAsync(
                db, caller, ExternalReference.KeyOf(body.CustomerId, body.Customer)!.Value, ExternalReference.KeyOf(body.OrderId, body.Order), cancellationToken);
            if (!named.IsOk)
                return named.Error;
            if (await db.Set<Promise>().Where(p => p.Source == source).Select(p => new { p.Id, p.CustomerId }).SingleOrDefaultAsync(cancellationToken) is { } known)
                return await CustomerPersons.IsHiddenAsync(db, caller, known.CustomerId, cancellationToken)
                    ? CustomerProblems.Restricted
                    : Written<PromiseView>.Ok(await decisions.ViewAsync(known.Id, cancellationToken));
            if (body.MadeBy is { } staff && !await db.IsActiveStaffAsync(staff, cancellationToken))
                return PromiseProblems.StaffUnknown;
            return await MakeAsync(body, source, named.Value, cancellationToken);
        }

        private async Task<Result<Written<PromiseView>>> MakeAsync(Body body, string source, NamedCustomer named, CancellationToken cancellationToken)
        {
            var what = new PromiseToMake(named.CustomerId, source, body.What.Trim(), new PromisedTime(body.DueAt, body.DueOn))
            {
                MadeBy = body.MadeBy ?? decisions.StaffId,
                Place = body.Place,
                MadeAt = body.MadeAt,
                OrderId = named.OrderId,
            };
            var made = await db.AddPromiseAsync(what, named.Person, decisions.Now, cancellationToken);
            if (!made.IsOk)
                return made.Error;
            audit.Add(db, decisions.Now, "promiseMade", "promise", made.Value.Id, after: PromiseDecisions.AuditedPromise.Of(made.Value));
            try
            {
                return Written<PromiseView>.Created(await decisions.SaveAsync(made.Value, cancellationToken));
            }
            catch (DbUpdateException exception) when (exception.Violates(PromiseTable.OneOfSource))
            {
                return ProblemCatalogue.Contended;
            }
        }
    }
}
