using System.Text.Json.Serialization;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Relationships;
using RetentionApi.Merchants;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;
using RetentionApi.Staffing;

namespace RetentionApi.FollowUps;

/// <summary>A duty that no fact makes owed but a person asks for.</summary>
internal static class CreateFollowUp
{
    private const int LongestNote = 1000;

    /// <summary>All others follow from facts: by hand they would contradict them.</summary>
    private static readonly Dictionary<FollowUpKind, Level?> ByHand = new()
    {
        [FollowUpKind.NewsAskedFor] = Level.Proactive,
        [FollowUpKind.BestValue] = Level.Cooperative,
        [FollowUpKind.WinBack] = null,
    };

    /// <param name="CustomerId">Ours.</param>
    /// <param name="Kind">`newsAskedFor`, `bestValue` or `winBack`; all other kinds follow from facts by themselves.</param>
    /// <param name="Note">What is to be done.</param>
    /// <param name="DueAt">When it comes up; absent: now.</param>
    /// <param name="Deadline">When it is missed.</param>
    /// <param name="OwnerId">Who does it; absent: the customer's owner.</param>
    public sealed record Body(
        [property: JsonRequired] Guid CustomerId, [property: JsonRequired] FollowUpKind Kind, string Note, Instant? DueAt, [property: JsonRequired] Instant Deadline, Guid? OwnerId);

    public sealed record Command(Body Body) : IDecision<FollowUpView>;

    public static async Task<Results<Created<FollowUpView>, Ok<FollowUpView>, ProblemHttpResult>> Endpoint(
        Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(body), cancellationToken)).ToCreated(view => $"/v1/follow-ups/{view.Id}");

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(IClock clock)
        {
            RuleFor(c => c.Body.Kind).Must(ByHand.ContainsKey).WithMessage($"by hand: {string.Join(", ", ByHand.Keys.Select(k => k.Word()))}");
            RuleFor(c => c.Body.Note).Must(n => !string.IsNullOrWhiteSpace(n)).WithMessage("say what is to be done")
                .MaximumLength(LongestNote).WithMessage($"at most {LongestNote} characters");
            RuleFor(c => c.Body.Deadline).Must(d => d > clock.GetCurrentInstant()).WithMessage("must lie ahead");
            RuleFor(c => c.Body.DueAt).Must((command, due) => due is null || due < command.Body.Deadline).WithMessage("must lie before the deadline");
        }
    }

    public sealed class Handler(RetentionDbContext db, FollowUpDecisions decisions) : IRequestHandler<Command, Result<Written<FollowUpView>>>
    {
        public async Task<Result<Written<FollowUpView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            var body = request.Body;
            if (await CustomerPersons.FindAsync(db, new ExternalKey(body.CustomerId, null, null), cancellationToken) is not { } person)
                return FollowUpProblems.CustomerUnknown;
            if (person.IsRestricted)
                return CustomerProblems.Restricted;
            var customer = await db.Set<CustomerRow>().Where(c => c.Id == body.CustomerId).Select(c => new { c.OwnerId }).SingleAsync(cancellationToken);
            if (body.OwnerId is { } owner && !await db.IsActiveStaffAsync(owner, cancellationToken))
                return FollowUpProblems.OwnerUnknown;
            var policyVersion = await db.Set<MerchantRow>().Select(m => m.PolicyVersion).SingleAsync(cancellationToken);
            return Written<FollowUpView>.Created(await decisions.AddAsync(Of(body, customer.OwnerId, policyVersion), cancellationToken));
        }

        private FollowUp Of(Body body, Guid? customersOwner, int policyVersion)
        {
            var (id, due) = (Ids.New(decisions.Now), body.DueAt ?? decisions.Now);
            return new FollowUp
            {
                MerchantId = db.MerchantId,
                Id = id,
                CustomerId = body.CustomerId,
                Kind = body.Kind,
                Level = ByHand[body.Kind],
                Cause = $"hand:{id}",
                Step = 1,
                PolicyVersion = policyVersion,
                CreatedAt = decisions.Now,
                OwnerId = body.OwnerId ?? customersOwner,
                Note = body.Note.Trim(),
                Status = due <= decisions.Now ? FollowUpStatus.Due : FollowUpStatus.Scheduled,
                DueAt = due,
                Deadline = body.Deadline,
                Channel = ContactChannel.Staff,
            };
        }
    }
}
