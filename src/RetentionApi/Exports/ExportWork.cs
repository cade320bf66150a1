using System.Text.Json;
using System.Text.Json.Nodes;
using MediatR;
using NodaTime;
using RetentionApi.Cooperation;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Operations;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;
using RetentionApi.Relationships;
using RetentionApi.Relationships.Mutual;
using RetentionApi.Risk;

namespace RetentionApi.Exports;

/// <summary>Puts together all that is kept of a person, with what is concluded of them as it is shown to the merchant, and by which logic (GDPR Art. 15(1)(h)). Done twice it is done once.</summary>
internal sealed class ExportWork(MerchantDatabases databases, PersonExportReads reads, IServiceScopeFactory scopes, IClock clock) : IOperationWork
{
    public const string OperationKind = "customerExport";

    private static readonly Duration Stays = Duration.FromDays(7);

    /// <summary>Who was erased meanwhile leaves nothing here.</summary>
    private const string Store = """
        INSERT INTO customer_exports (merchant_id, id, customer_id, format, content, created_at, expires_at)
        SELECT $1, $2, c.id, $4, $5, $6, $7 FROM customers c WHERE c.merchant_id = $1 AND c.id = $3
        ON CONFLICT (merchant_id, id) DO UPDATE SET content = excluded.content, created_at = excluded.created_at, expires_at = excluded.expires_at
        """;

    public string Kind => OperationKind;

    public async Task<Result<object>> RunAsync(OperationRun run, CancellationToken cancellationToken)
    {
        var (request, now) = (run.Request<ExportRequest>(), clock.GetCurrentInstant());
        await using var services = scopes.CreateAsyncScope();
        services.ServiceProvider.GetRequiredService<CallerContext>().Set(Caller.OfProduct(run.MerchantId, Scopes.Admin));
        if (await services.ServiceProvider.GetRequiredService<CustomerPersons>().FindAsync(new ExternalKey(request.CustomerId, null, null), cancellationToken) is not { } person)
            return CustomerProblems.NotFound;
        var scope = databases.JobScope(run.MerchantId);
        var tables = await reads.ReadAsync(scope, [.. person.Ids], done => run.ReportAsync(done, reads.Count), cancellationToken);
        var scores = await ScoresAsync(services.ServiceProvider.GetRequiredService<IMediator>(), new ExternalKey(person.Id, null, null), cancellationToken);
        var content = await ExportFiles.OfAsync(new PersonExport(person.Ids, now, tables, scores), request.Format);
        await using var batch = scope.Batch();
        batch.Add(Store, run.MerchantId, run.Id, person.Id, request.Format.Word(), content, now, now + Stays);
        await batch.ExecuteNonQueryAsync(cancellationToken);
        return Result<object>.Ok(new ExportResult($"/v1/exports/{run.Id}", request.Format, now + Stays, tables.Where(t => t.Rows.Count > 0).ToDictionary(t => t.Table, t => t.Rows.Count)));
    }

    /// <summary>In the very words in which the merchant sees them, withheld where the customer objected.</summary>
    private static async Task<JsonObject> ScoresAsync(IMediator mediator, ExternalKey key, CancellationToken cancellationToken) => new()
    {
        ["level"] = Explained(await mediator.Send(new GetRelationship.Query(key, null), cancellationToken), ExportTexts.Level),
        ["trust"] = Explained(await mediator.Send(new GetTrust.Query(key), cancellationToken), ExportTexts.Trust),
        ["reciprocity"] = Explained(await mediator.Send(new GetReciprocity.Query(key), cancellationToken), ExportTexts.Reciprocity),
        ["risk"] = Explained(await mediator.Send(new GetCustomerRisk.Query(key, null), cancellationToken), ExportTexts.Risk),
        ["valueProfile"] = Explained(await mediator.Send(new GetValueProfile.Query(key), cancellationToken), ExportTexts.ValueProfile),
    };

    /// <param name="score">Where there is none, why.</param>
    private static JsonObject Explained<TView>(Result<TView> score, JsonObject logic) => new()
    {
        ["logic"] = logic.DeepClone(),
        ["value"] = score.IsOk ? JsonSerializer.SerializeToNode(score.Value, JsonDefaults.Options) : null,
        ["none"] = score.IsOk ? null : JsonValue.Create(score.Error.Detail),
    };
}

/// <summary>What came of an export.</summary>
/// <param name="Href">Where it is to be had until it expires, with a key that may export.</param>
/// <param name="Rows">How much of each table that holds anything.</param>
internal sealed record ExportResult(string Href, ExportFormat Format, Instant ExpiresAt, IReadOnlyDictionary<string, int> Rows);
