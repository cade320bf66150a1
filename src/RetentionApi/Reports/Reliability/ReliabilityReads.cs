using NodaTime;
using Npgsql;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Relationships;
using RetentionApi.Merchants;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Reports.Reliability;

/// <param name="Id">Null: the merchant, or nobody by name.</param>
internal sealed record ReliabilitySubject(Guid? Id, string? Name, IReadOnlyList<DutyTally> Tallies);

/// <summary>Reads what was owed from the days that the job has counted, and of the closed cases how they ended.</summary>
internal static class ReliabilityReads
{
    /// <summary>$1 merchant, $2 last day, $3 kinds, $4 half-life in days, $5 first day. Whole numbers are added up first: what ages costs more than all else, so it is reckoned once a day.</summary>
    private const string Duties = """
        SELECT d.subject, d.kind, d.is_of_enquiry, sum(d.in_time)::bigint, sum(d.failed)::bigint, sum(d.skipped)::bigint,
          sum(d.in_time * w.kept), sum(d.failed * w.kept), sum(d.skipped * w.kept)
        FROM (
          SELECT {0} AS subject, d.kind, d.is_of_enquiry, d.day, sum(d.in_time) AS in_time, sum(d.late + d.missed) AS failed, sum(d.skipped) AS skipped
          FROM duty_days d {1} WHERE d.merchant_id = $1 AND d.day >= $5 AND d.day <= $2 AND d.kind = ANY($3) AND d.owed > 0 GROUP BY 1, 2, 3, 4) d
        CROSS JOIN LATERAL (SELECT power(2, (d.day - $2) / $4::float8) AS kept) w GROUP BY 1, 2, 3
        """;

    /// <summary>$1 merchant, $2 end of the time, $3 half-life in days, $4 its begin. Those of a day age alike, as duties do. How often it was opened again counts when it is closed.</summary>
    private const string Cases = """
        SELECT c.subject, sum(c.solved)::bigint, sum(c.reopened)::bigint, sum(c.solved * w.kept), sum(c.reopened * w.kept)
        FROM (
          SELECT {0} AS subject, date_bin('1 day', c.closed_at, $2) AS day, count(*) FILTER (WHERE c.outcome = 'confirmed' AND c.run = 1) AS solved, sum(c.run - 1) AS reopened
          FROM cases c {1} WHERE c.merchant_id = $1 AND c.closed_at >= $4 AND c.closed_at < $2 GROUP BY 1, 2) c
        CROSS JOIN LATERAL (SELECT power(2, (1 - extract(epoch FROM $2 - c.day)::float8 / 86400) / $3) AS kept) w GROUP BY 1
        """;

    private const string Names = "SELECT id, name FROM {0} WHERE merchant_id = $1 ORDER BY name, id";

    /// <summary>What is measured, be it only where the customer had asked.</summary>
    private static readonly string[] Kinds = [.. Enum.GetValues<FollowUpKind>().Where(k => Domain.Relationships.Reliability.MeasureOf(k, isOfEnquiry: true) is not null).Select(k => k.Word())];

    public static async Task<IReadOnlyList<ReliabilitySubject>> ReadAsync(
        MerchantScope scope, ReliabilityOf by, LocalDate from, LocalDate to, MerchantSettings settings, CancellationToken cancellationToken)
    {
        var halfLife = settings.Policy.Reliability.HalfLifeDays;
        await using var batch = scope.Batch();
        batch.Add(StatementOf(Duties, by, "d.person_id"), scope.MerchantId, to, Kinds, halfLife, from);
        batch.Add(StatementOf(Cases, by, "c.owner_id"), scope.MerchantId, settings.Zone.AtStartOfDay(to.PlusDays(1)).ToInstant(), halfLife, settings.Zone.AtStartOfDay(from).ToInstant());
        if (by is not ReliabilityOf.Merchant)
            batch.Add(Names.Replace("{0}", by is ReliabilityOf.Team ? "teams" : "staff", StringComparison.Ordinal), scope.MerchantId);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var results = new ResultSets(reader, cancellationToken);
        var duties = await results.FirstAsync(r => (Id: IdOf(r), Tally: ReadDuties(r)));
        var cases = await results.NextAsync(r => (Id: IdOf(r), Tally: ReadCases(r)));
        var names = by is ReliabilityOf.Merchant ? [] : await results.NextAsync(r => (Id: (Guid?)r.GetGuid(0), Name: r.GetString(1)));
        var tallies = duties.Concat(cases).Where(t => t.Tally is not null).ToLookup(t => t.Id, t => t.Tally!.Value);
        return
        [
            .. names.Where(n => tallies.Contains(n.Id)).Select(n => new ReliabilitySubject(n.Id, n.Name, [.. tallies[n.Id]])),
            .. tallies.Contains(null) || by is ReliabilityOf.Merchant ? [new ReliabilitySubject(null, null, [.. tallies[null]])] : Array.Empty<ReliabilitySubject>(),
        ];
    }

    private static string StatementOf(string statement, ReliabilityOf by, string person)
    {
        var (subject, join) = by switch
        {
            ReliabilityOf.Merchant => ("NULL::uuid", ""),
            ReliabilityOf.Person => (person, ""),
            _ => ("s.team_id", $"LEFT JOIN staff s ON s.merchant_id = $1 AND s.id = {person}"),
        };
        return statement.Replace("{0}", subject, StringComparison.Ordinal).Replace("{1}", join, StringComparison.Ordinal);
    }

    private static Guid? IdOf(NpgsqlDataReader row) => row.ValueOrNull<Guid>(0) is { } id && id != Guid.Empty ? id : null;

    private static DutyTally? ReadDuties(NpgsqlDataReader row) => Domain.Relationships.Reliability.Tally(
        EnumWords.Parse<FollowUpKind>(row.GetString(1)), row.GetBoolean(2),
        new DutyCounts(row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), row.GetDouble(6), row.GetDouble(7), row.GetDouble(8)));

    private static DutyTally? ReadCases(NpgsqlDataReader row) =>
        new(ReliabilityMeasure.Cases, row.GetInt64(1), row.GetInt64(2), 0, row.GetDouble(3), row.GetDouble(4));
}
