using System.Text.Json;
using NodaTime;
using Npgsql;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.FollowUps.Guides;
using RetentionApi.Domain.Relationships;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Persistence;
using static RetentionApi.Platform.Persistence.SqlArrays;

namespace RetentionApi.FollowUps;

/// <summary>Duties read and written many at once, without a context: for the dispatcher and the jobs.</summary>
internal static class FollowUpRows
{
    public const string Columns = """
        f.merchant_id, f.id, f.customer_id, f.kind, f.level, f.cause, f.step, f.policy_version, f.created_at, f.owner_id, f.status, f.due_at, f.deadline, f.held_for,
        f.is_snoozed, f.channel, f.order_line_ids, f.claimed_by, f.claimed_at, f.missed_at, f.completed_at, f.answered_at, f.answer_recorded_at, f.outcome,
        f.answers::text, f.skip_reason, f.cancellation, f.ended_at, f.ended_by, f.version, f.paused_at, f.paused_for, f.warn_at, f.warned_at, f.escalated_at, f.guide::text
        """;

    public const int ColumnCount = 36;

    /// <summary>What a duty is at birth; $1 merchant.</summary>
    private const string Insert = """
        INSERT INTO follow_ups (merchant_id, id, customer_id, kind, level, cause, step, policy_version, created_at, owner_id, status, due_at, deadline, held_for, is_snoozed, channel,
          order_line_ids, completed_at, missed_at, outcome, answers, ended_at, version, warn_at, paused_for)
        SELECT $1, f.id, f.customer_id, f.kind, f.level, f.cause, f.step, f.policy_version, f.created_at, f.owner_id, f.status, f.due_at, f.deadline, '0', false, f.channel,
          f.order_line_ids::uuid[], f.completed_at, f.missed_at, f.outcome, '[]', f.ended_at, f.version, f.warn_at, '0'
        FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::smallint[], $6::text[], $7::int[], $8::int[], $9::timestamptz[], $10::uuid[], $11::text[], $12::timestamptz[],
            $13::timestamptz[], $14::text[], $15::text[], $16::timestamptz[], $17::timestamptz[], $18::text[], $19::timestamptz[], $20::int[], $21::timestamptz[])
          AS f(id, customer_id, kind, level, cause, step, policy_version, created_at, owner_id, status, due_at, deadline, channel, order_line_ids, completed_at, missed_at, outcome, ended_at, version, warn_at)
        ON CONFLICT DO NOTHING
        """;

    /// <summary>What time and facts change. A row that a person changed meanwhile is left alone: their own transaction asks for a new look.</summary>
    private const string Update = """
        UPDATE follow_ups f SET status = n.status, due_at = n.due_at, deadline = n.deadline, missed_at = n.missed_at, is_snoozed = n.is_snoozed, channel = n.channel,
          order_line_ids = n.order_line_ids::uuid[], completed_at = n.completed_at, outcome = n.outcome, cancellation = n.cancellation, ended_at = n.ended_at,
          held_for = n.held_for, claimed_by = CASE WHEN n.status = 'claimed' THEN f.claimed_by END, claimed_at = CASE WHEN n.status = 'claimed' THEN f.claimed_at END, version = n.version
        FROM unnest($2::uuid[], $3::int[], $4::int[], $5::text[], $6::timestamptz[], $7::timestamptz[], $8::timestamptz[], $9::bool[], $10::text[], $11::text[], $12::timestamptz[],
            $13::text[], $14::text[], $15::timestamptz[], $16::interval[])
          AS n(id, read_version, version, status, due_at, deadline, missed_at, is_snoozed, channel, order_line_ids, completed_at, outcome, cancellation, ended_at, held_for)
        WHERE f.merchant_id = $1 AND f.id = n.id AND f.version = n.read_version
        """;

    public static FollowUp Read(NpgsqlDataReader row) => new()
    {
        MerchantId = row.GetGuid(0),
        Id = row.GetGuid(1),
        CustomerId = row.GetGuid(2),
        Kind = EnumWords.Parse<FollowUpKind>(row.GetString(3)),
        Level = (Level?)row.ValueOrNull<short>(4),
        Cause = row.GetString(5),
        Step = row.GetInt32(6),
        PolicyVersion = row.GetInt32(7),
        CreatedAt = row.GetFieldValue<Instant>(8),
        OwnerId = row.ValueOrNull<Guid>(9),
        Status = EnumWords.Parse<FollowUpStatus>(row.GetString(10)),
        DueAt = row.GetFieldValue<Instant>(11),
        Deadline = row.GetFieldValue<Instant>(12),
        HeldFor = row.GetFieldValue<Duration>(13),
        IsSnoozed = row.GetBoolean(14),
        Channel = EnumWords.Parse<ContactChannel>(row.GetString(15)),
        OrderLineIds = row.GetFieldValue<Guid[]>(16),
        ClaimedBy = row.ValueOrNull<Guid>(17),
        ClaimedAt = row.ValueOrNull<Instant>(18),
        MissedAt = row.ValueOrNull<Instant>(19),
        CompletedAt = row.ValueOrNull<Instant>(20),
        AnsweredAt = row.ValueOrNull<Instant>(21),
        AnswerRecordedAt = row.ValueOrNull<Instant>(22),
        Outcome = row.WordOrNull<FollowUpOutcome>(23),
        Answers = JsonSerializer.Deserialize<LineAnswer[]>(row.GetString(24), JsonDefaults.Options)!,
        SkipReason = row.TextOrNull(25),
        Cancellation = row.WordOrNull<CancellationCause>(26),
        EndedAt = row.ValueOrNull<Instant>(27),
        EndedBy = row.ValueOrNull<Guid>(28),
        Version = row.GetInt32(29),
        PausedAt = row.ValueOrNull<Instant>(30),
        PausedFor = row.GetFieldValue<Duration>(31),
        WarnAt = row.ValueOrNull<Instant>(32),
        WarnedAt = row.ValueOrNull<Instant>(33),
        EscalatedAt = row.ValueOrNull<Instant>(34),
        Guide = row.TextOrNull(35) is { } guide ? JsonSerializer.Deserialize<GuideAnswers>(guide, JsonDefaults.Options) : null,
    };

    public static void AddOpenedFollowUps(this NpgsqlBatch batch, Guid merchantId, IReadOnlyList<FollowUp> opened)
    {
        if (opened.Count > 0)
            batch.Add(Insert, merchantId, All(opened, f => f.Id), All(opened, f => f.CustomerId), All(opened, f => f.Kind.Word()), All(opened, f => (short?)f.Level), All(opened, f => f.Cause),
                All(opened, f => f.Step), All(opened, f => f.PolicyVersion), All(opened, f => f.CreatedAt), All(opened, f => f.OwnerId), All(opened, f => f.Status.Word()),
                All(opened, f => f.DueAt), All(opened, f => f.Deadline), All(opened, f => f.Channel.Word()), All(opened, LinesOf), All(opened, f => f.CompletedAt),
                All(opened, f => f.MissedAt), All(opened, f => f.Outcome?.Word()), All(opened, f => f.EndedAt), All(opened, f => f.Version), All(opened, f => f.WarnAt));
    }

    /// <param name="changed">As they are now, with the version at which each was read.</param>
    public static void AddChangedFollowUps(this NpgsqlBatch batch, Guid merchantId, IReadOnlyList<(FollowUp Row, int ReadVersion)> changed)
    {
        if (changed.Count > 0)
            batch.Add(Update, merchantId, All(changed, c => c.Row.Id), All(changed, c => c.ReadVersion), All(changed, c => c.Row.Version), All(changed, c => c.Row.Status.Word()),
                All(changed, c => c.Row.DueAt), All(changed, c => c.Row.Deadline), All(changed, c => c.Row.MissedAt), All(changed, c => c.Row.IsSnoozed),
                All(changed, c => c.Row.Channel.Word()), All(changed, c => LinesOf(c.Row)), All(changed, c => c.Row.CompletedAt), All(changed, c => c.Row.Outcome?.Word()),
                All(changed, c => c.Row.Cancellation?.Word()), All(changed, c => c.Row.EndedAt), All(changed, c => c.Row.HeldFor));
    }

    /// <summary>PostgreSQL's text form: arrays of arrays must be of one length there.</summary>
    private static string LinesOf(FollowUp followUp) => $"{{{string.Join(',', followUp.OrderLineIds)}}}";
}
