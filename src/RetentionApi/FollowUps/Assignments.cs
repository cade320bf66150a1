using NodaTime;
using Npgsql;
using RetentionApi.Domain.Staffing;
using RetentionApi.Merchants;
using RetentionApi.Platform.Jobs;
using RetentionApi.Platform.Persistence;
using static RetentionApi.Platform.Persistence.SqlArrays;

namespace RetentionApi.FollowUps;

/// <summary>
/// Who does what nobody owns, and what cannot wait until its owner is back. A customer without an owner gets one, in turn, when there is something to do for them:
/// from then on one face. A batch is one transaction; the staff's rows are its lock, so that the turn comes to one after the other.
/// </summary>
internal sealed class Assignments(MerchantDatabases databases, IClock clock)
{
    public const string WhoHasWork = $"""
        SELECT m.merchant_id FROM merchants m
        WHERE EXISTS (SELECT 1 FROM follow_ups f WHERE f.merchant_id = m.merchant_id AND {Unowned}) OR EXISTS (SELECT 1 FROM teams t WHERE t.merchant_id = m.merchant_id)
        """;

    /// <summary>What a batch looks for first, by its index. Whether buyers are told of a bad batch is for managers, and no turn makes one.</summary>
    public const string Unowned = "owner_id IS NULL AND channel = 'staff' AND kind <> 'alertDecision' AND status IN ('due', 'missed')";

    /// <summary>What was missed and left the list is let be; $3 up to when.</summary>
    private const string OnTheList = $"(f.deadline > $3 OR {FollowUpReads.HasSubject})";

    /// <summary>$1 merchant, $2 today. Nobody else gives work out meanwhile.</summary>
    private const string Staff = """
        SELECT s.id, s.team_id, s.is_active, COALESCE(t.takes_new_customers, false), s.last_turn_at,
          (SELECT max(a.last_day) FROM staff_absences a WHERE a.merchant_id = $1 AND a.staff_id = s.id AND a.first_day <= $2 AND a.last_day >= $2)
        FROM staff s LEFT JOIN teams t ON t.merchant_id = $1 AND t.id = s.team_id WHERE s.merchant_id = $1 ORDER BY s.id FOR UPDATE OF s
        """;

    /// <summary>
    /// $1 merchant, $2 how many, $3 up to when what was missed has left the list, $4 who is here, $5 whether anybody takes new customers, $6 and $7 who is away and has a stand-in, and until when. Customers are locked as the
    /// dispatcher locks them.
    /// </summary>
    private const string Claim = $"""
        WITH unowned AS MATERIALIZED (
          SELECT f.id, f.customer_id, NULL::uuid AS from_id FROM follow_ups f
          WHERE f.merchant_id = $1 AND {Unowned} AND {OnTheList}
            AND ($5 OR EXISTS (SELECT 1 FROM customer_standings s WHERE s.merchant_id = $1 AND s.customer_id = f.customer_id AND s.owner_id = ANY($4)))
          ORDER BY f.deadline LIMIT $2 FOR UPDATE SKIP LOCKED),
        orphaned AS MATERIALIZED (
          SELECT f.id, f.customer_id, f.owner_id AS from_id FROM unnest($6::uuid[], $7::timestamptz[]) AS away(staff_id, back_at)
          JOIN follow_ups f ON f.merchant_id = $1 AND f.owner_id = away.staff_id AND f.status IN ('due', 'missed')
          WHERE f.deadline < away.back_at AND {OnTheList} ORDER BY f.deadline LIMIT $2 FOR UPDATE OF f SKIP LOCKED),
        work AS MATERIALIZED (
          SELECT w.id, w.from_id, CASE WHEN a.person_id IS NULL THEN w.customer_id ELSE a.person_id END AS person_id FROM (SELECT * FROM unowned UNION ALL SELECT * FROM orphaned) w
          LEFT JOIN customer_aliases a ON a.merchant_id = $1 AND a.customer_id = w.customer_id),
        locked AS MATERIALIZED (
          SELECT s.customer_id, s.owner_id FROM customer_standings s WHERE s.merchant_id = $1 AND s.customer_id = ANY(ARRAY(SELECT person_id FROM work))
          ORDER BY s.customer_id FOR UPDATE SKIP LOCKED)
        SELECT w.id, w.from_id, l.customer_id, l.owner_id FROM work w JOIN locked l ON l.customer_id = w.person_id ORDER BY w.id
        """;

    private const string Store = """
        WITH given AS (
          UPDATE follow_ups f SET owner_id = n.owner_id, version = f.version + 1 FROM unnest($2::uuid[], $3::uuid[]) AS n(id, owner_id) WHERE f.merchant_id = $1 AND f.id = n.id)
        INSERT INTO audit_entries (merchant_id, occurred_at, id, action, subject_kind, subject_id, before, after)
        SELECT $1, $4, gen_random_uuid(), 'followUpAssigned', 'followUp', n.id, jsonb_build_object('ownerId', n.from_id), jsonb_build_object('ownerId', n.owner_id)
        FROM unnest($2::uuid[], $3::uuid[], $5::uuid[]) AS n(id, owner_id, from_id)
        """;

    private const string StoreOwners = """
        WITH owned AS (
          UPDATE customers c SET owner_id = n.owner_id, version = c.version + 1, updated_at = $4 FROM unnest($2::uuid[], $3::uuid[]) AS n(id, owner_id) WHERE c.merchant_id = $1 AND c.id = n.id)
        UPDATE customer_standings s SET owner_id = n.owner_id, touched_at = $4 FROM unnest($2::uuid[], $3::uuid[]) AS n(id, owner_id) WHERE s.merchant_id = $1 AND s.customer_id = n.id
        """;

    private const string StoreTurns =
        "UPDATE staff s SET last_turn_at = n.at FROM unnest($2::uuid[], $3::timestamptz[]) AS n(id, at) WHERE s.merchant_id = $1 AND s.id = n.id";

    /// <returns>How many duties found somebody; 0: there are none, or nobody who could do them.</returns>
    public async Task<int> RunBatchAsync(Guid merchantId, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        var scope = databases.JobScope(merchantId);
        var settings = await MerchantSettings.ReadAsync(scope, cancellationToken);
        await using var connection = await scope.OpenAsync(cancellationToken);
        var staff = await ReadStaffAsync(scope, connection, now.InZone(settings.Zone).Date, cancellationToken);
        var rotation = new Rotation(staff.Where(s => s.IsHere).Select(s => s.Colleague), now);
        var work = await ClaimAsync(connection, staff, rotation, settings, now, cancellationToken);
        var (given, owners) = GiveOut(work, staff, rotation);

        await using var batch = connection.CreateBatch();
        batch.Add(Store, merchantId, All(given, g => g.Duty.Id), All(given, g => g.OwnerId), now, All(given, g => g.Duty.From));
        batch.Add(StoreOwners, merchantId, owners.Keys.ToArray(), owners.Values.ToArray(), now);
        batch.Add(StoreTurns, merchantId, rotation.Turns.Keys.ToArray(), rotation.Turns.Values.ToArray());
        batch.Add("COMMIT");
        await batch.ExecuteNonQueryAsync(cancellationToken);
        return given.Count;
    }

    private static async Task<List<Member>> ReadStaffAsync(MerchantScope scope, NpgsqlConnection connection, LocalDate today, CancellationToken cancellationToken)
    {
        await using var batch = scope.BeginBatch(connection);
        batch.Add(Staff, scope.MerchantId, today);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        return await new ResultSets(reader, cancellationToken).FirstAsync(row => new Member(
            new Colleague(row.GetGuid(0), row.ValueOrNull<Guid>(1), row.GetBoolean(3), row.ValueOrNull<Instant>(4)), row.GetBoolean(2), row.ValueOrNull<LocalDate>(5)));
    }

    private static async Task<List<Duty>> ClaimAsync(
        NpgsqlConnection connection, List<Member> staff, Rotation rotation, MerchantSettings settings, Instant now, CancellationToken cancellationToken)
    {
        var away = staff.Where(s => !s.IsHere && rotation.CanStandInFor(s.Colleague.Id, s.Colleague.TeamId)).ToList();
        await using var batch = connection.CreateBatch();
        batch.Add(Claim, settings.MerchantId, JobBatches.Size, now - settings.Policy.Duties.MissedStays, staff.Where(s => s.IsHere).Select(s => s.Colleague.Id).ToArray(), rotation.HasTakers,
            All(away, s => s.Colleague.Id), All(away, s => s.BackAt(settings.Zone)));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        return await new ResultSets(reader, cancellationToken).FirstAsync(row => new Duty(row.GetGuid(0), row.ValueOrNull<Guid>(1), row.GetGuid(2), row.ValueOrNull<Guid>(3)));
    }

    /// <summary>What an owner cannot do a stand-in does, and the customer stays the owner's, unless they have left; all else is the owner's, or somebody becomes it. Nobody comes to own the nil customer.</summary>
    private static (List<(Duty Duty, Guid OwnerId)> Given, Dictionary<Guid, Guid> Owners) GiveOut(List<Duty> work, List<Member> staff, Rotation rotation)
    {
        var (given, owners) = (new List<(Duty, Guid)>(), new Dictionary<Guid, Guid>());
        var members = staff.ToDictionary(s => s.Colleague.Id);
        foreach (var duty in work)
        {
            var owner = owners.TryGetValue(duty.CustomerId, out var chosen) ? chosen : duty.CustomersOwner;
            if (owner is { } present && members.TryGetValue(present, out var member) && member.IsHere)
            {
                given.Add((duty, present));
                continue;
            }

            var away = (duty.From ?? owner) is { } absent ? members.GetValueOrDefault(absent) : null;
            var standIn = away is null ? null : rotation.NextStandInFor(away.Colleague.Id, away.Colleague.TeamId);
            if ((standIn ?? (duty.From is null ? rotation.NextTaker() : null)) is not { } taker)
                continue;
            given.Add((duty, taker));
            if (duty.CustomerId != Guid.Empty && (owner is null || !(members.TryGetValue(owner.Value, out var former) && former.IsActive)))
                owners[duty.CustomerId] = taker;
        }

        return (given, owners);
    }

    /// <param name="AwayUntil">The last day away; null: not away today.</param>
    private sealed record Member(Colleague Colleague, bool IsActive, LocalDate? AwayUntil)
    {
        public bool IsHere => IsActive && AwayUntil is null;

        /// <summary>Far ahead for who has left.</summary>
        public Instant BackAt(DateTimeZone zone) => IsActive ? zone.AtStartOfDay(AwayUntil!.Value.PlusDays(1)).ToInstant() : Instant.FromUtc(9999, 1, 1, 0, 0);
    }

    /// <param name="From">Who is away; null: nobody owned it.</param>
    private sealed record Duty(Guid Id, Guid? From, Guid CustomerId, Guid? CustomersOwner);
}
