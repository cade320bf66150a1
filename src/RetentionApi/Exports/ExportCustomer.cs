using System.Text.Json;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Errors;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Operations;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.Exports;

/// <summary>Asks for all that is kept of a person: answers at once, <see cref="ExportWork"/> puts it together.</summary>
internal static class ExportCustomer
{
    public sealed record Command(ExternalKey Key, ExportFormat Format) : IDecision<OperationView>;

    /// <param name="id">Ours, or `~source:externalId`.</param>
    /// <param name="format">`json` (the default): one document. `csv`: one file a table, in a zip.</param>
    public static async Task<Results<Accepted<OperationView>, ProblemHttpResult>> Endpoint(ExternalKey id, string? format, IMediator mediator, CancellationToken cancellationToken) =>
        format is not (null or "json" or "csv")
            ? Problems.Of(ExportProblems.FormatUnknown)
            : (await mediator.Send(new Command(id, format is "csv" ? ExportFormat.Csv : ExportFormat.Json), cancellationToken)).ToAccepted(view => $"/v1/operations/{view.Id}");

    public sealed class Handler(RetentionDbContext db, AuditLog audit, Caller caller, IClock clock) : IRequestHandler<Command, Result<Written<OperationView>>>
    {
        public async Task<Result<Written<OperationView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (await CustomerPersons.FindAsync(db, request.Key, cancellationToken) is not { } person)
                return CustomerProblems.NotFound;
            if (person.IsHiddenFrom(caller))
                return CustomerProblems.Restricted;
            var now = clock.GetCurrentInstant();
            var operation = new OperationRow
            {
                MerchantId = db.MerchantId,
                Id = Ids.New(now),
                Kind = ExportWork.OperationKind,
                Request = JsonSerializer.Serialize(new ExportRequest(person.Id, request.Format), JsonDefaults.Options),
                CreatedAt = now,
            };
            db.Add(operation);
            audit.Add(db, now, "customerExported", "customer", person.Id);
            await db.SaveChangesAsync(cancellationToken);
            return Written<OperationView>.Accepted(OperationView.Of(operation));
        }
    }
}

/// <summary>What an export was asked to hold.</summary>
internal sealed record ExportRequest(Guid CustomerId, ExportFormat Format);
