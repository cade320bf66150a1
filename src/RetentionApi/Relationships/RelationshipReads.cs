using System.Text.Json;
using NodaTime;
using Npgsql;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Relationships;
using RetentionApi.Merchants;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.Relationships;

/// <summary>A change of level as it was recorded.</summary>
internal sealed record RecordedTransition(Transition Transition, Instant RecordedAt);

/// <param name="History">Newest first.</param>
internal sealed record PersonStanding(CustomerFacts Facts, MerchantSettings Settings, IReadOnlyList<RecordedTransition> History);

/// <summary>Reads what a person's level and trust follow from, in one round trip where our own id names them.</summary>
internal sealed class RelationshipReads(MerchantScope scope, CustomerPersons persons, Caller caller)
{
    private const int LongestHistory = 200;

    private static readonly string Transitions = $"""
        SELECT t.occurred_at, t.from_level, t.to_level, t.reason::text, t.policy_version, t.recorded_at FROM level_transitions t
        WHERE t.merchant_id = $1 AND t.customer_id = (
          SELECT COALESCE(a.person_id, k.id) FROM (SELECT $2::uuid AS id) k LEFT JOIN customer_aliases a ON a.merchant_id = $1 AND a.customer_id = k.id)
        ORDER BY t.occurred_at DESC, t.id DESC LIMIT {LongestHistory}
        """;

    /// <summary>If this caller may see them.</summary>
    public async Task<Result<PersonStanding>> SeeAsync(ExternalKey key, CancellationToken cancellationToken)
    {
        if ((key.Id ?? (await persons.FindAsync(key, cancellationToken))?.Id) is not { } id)
            return CustomerProblems.NotFound;
        await using var batch = scope.Batch();
        MerchantSettings.Add(batch, scope.MerchantId);
        CustomerFactReads.Add(batch, scope.MerchantId, [id]);
        batch.Add(Transitions, scope.MerchantId, id);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var settings = await MerchantSettings.ReadAsync(reader, scope.MerchantId, cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var facts = await CustomerFactReads.ReadAsync(reader, scope.MerchantId, cancellationToken);
        var history = await new ResultSets(reader, cancellationToken).NextAsync(ReadTransition);
        return facts.Count == 0 ? CustomerProblems.NotFound
            : facts[0].Record.IsRestricted && !caller.SeesRestricted() ? CustomerProblems.Restricted
            : new PersonStanding(facts[0], settings, history);
    }

    private static RecordedTransition ReadTransition(NpgsqlDataReader row) => new(
        new Transition(
            row.GetFieldValue<Instant>(0), (Level)row.GetInt16(1), (Level)row.GetInt16(2),
            JsonSerializer.Deserialize<Explanation>(row.GetString(3), JsonDefaults.Options)!, row.GetInt32(4)),
        row.GetFieldValue<Instant>(5));
}
