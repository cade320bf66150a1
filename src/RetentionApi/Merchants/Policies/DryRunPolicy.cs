using System.Text.Json;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Merchants;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Operations;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Merchants.Policies;

/// <summary>Asks what a policy would change, without changing anything; <see cref="PolicyDryRunWork"/> finds out in the background.</summary>
internal static class DryRunPolicy
{
    /// <param name="Content">What would change, or all of it: what is left out is taken as it is now (RFC 7396).</param>
    public sealed record Body(MergePatch<Policy> Content);

    public sealed record Command(Body Body) : IDecision<OperationView>;

    public static async Task<Results<Accepted<OperationView>, ProblemHttpResult>> Endpoint(Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(body), cancellationToken)).ToAccepted(view => $"/v1/operations/{view.Id}");

    public sealed class Handler(RetentionDbContext db, AuditLog audit, IClock clock) : IRequestHandler<Command, Result<Written<OperationView>>>
    {
        public async Task<Result<Written<OperationView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = clock.GetCurrentInstant();
            var current = (await MerchantSettings.ReadAsync(db, cancellationToken)).Policy;
            var proposed = request.Body.Content.ApplyTo(current, "$.content") with { Version = current.Version };
            if (PolicyProblems.Of(proposed, "/content") is { } broken)
                return broken;
            var operation = new OperationRow
            {
                MerchantId = db.MerchantId,
                Id = Ids.New(now),
                Kind = PolicyDryRunWork.KindOfOperation,
                Request = JsonSerializer.Serialize(new PolicyDryRunRequest(proposed), JsonDefaults.Options),
                CreatedAt = now,
            };
            db.Add(operation);
            audit.Add(db, now, "policyDryRun", "operation", operation.Id);
            await db.SaveChangesAsync(cancellationToken);
            return Written<OperationView>.Accepted(OperationView.Of(operation));
        }
    }
}

/// <summary>What a dry run was asked to try.</summary>
internal sealed record PolicyDryRunRequest(Policy Policy);
