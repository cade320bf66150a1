using System.Text.Json;
using System.Text.Json.Serialization;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps.Playbooks;
using RetentionApi.Domain.Merchants;
using RetentionApi.Merchants;
using RetentionApi.Merchants.Policies;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Operations;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.FollowUps.Playbooks;

/// <summary>Asks what a playbook would have made in the last days; <see cref="PlaybookDryRunWork"/> finds out in the background.</summary>
internal static class DryRunPlaybook
{
    private const int MostDays = 365;

    /// <param name="Days">How far back, 1 to 365.</param>
    /// <param name="Change">What you would do otherwise (RFC 7396); absent: the playbook as it is.</param>
    public sealed record Body([property: JsonRequired] int Days, MergePatch<OwnPlaybook>? Change);

    public sealed record Command(string Id, Body Body) : IDecision<OperationView>;

    public static async Task<Results<Accepted<OperationView>, ProblemHttpResult>> Endpoint(string id, Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(id, body), cancellationToken)).ToAccepted(view => $"/v1/operations/{view.Id}");

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Body.Days).InclusiveBetween(1, MostDays).WithMessage($"1 to {MostDays}");
    }

    public sealed class Handler(RetentionDbContext db, AuditLog audit, IClock clock) : IRequestHandler<Command, Result<Written<OperationView>>>
    {
        public async Task<Result<Written<OperationView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (PlaybookReads.TriggerOf(request.Id) is not { } trigger)
                return PlaybookProblems.NotFound;
            if (!PlaybookTrial.CanBeTried(trigger))
                return PlaybookProblems.CannotBeTried;
            var now = clock.GetCurrentInstant();
            var proposed = PlaybookChanges.With(
                (await MerchantSettings.ReadAsync(db, cancellationToken)).Policy, trigger, own => (request.Body.Change?.ApplyTo(own, "$.change") ?? own) with { IsPaused = false });
            if (PolicyProblems.Of(proposed, "/change", pointer => PlaybookChanges.Within(pointer, request.Id)) is { } broken)
                return broken;
            var operation = new OperationRow
            {
                MerchantId = db.MerchantId,
                Id = Ids.New(now),
                Kind = PlaybookDryRunWork.KindOfOperation,
                Request = JsonSerializer.Serialize(new PlaybookDryRunRequest(trigger, request.Body.Days, proposed), JsonDefaults.Options),
                CreatedAt = now,
            };
            db.Add(operation);
            audit.Add(db, now, "playbookDryRun", "operation", operation.Id);
            await db.SaveChangesAsync(cancellationToken);
            return Written<OperationView>.Accepted(OperationView.Of(operation));
        }
    }
}

/// <summary>What a dry run was asked to try.</summary>
internal sealed record PlaybookDryRunRequest(PlaybookTrigger Trigger, int Days, Policy Policy);
