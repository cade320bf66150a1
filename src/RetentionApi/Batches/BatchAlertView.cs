using NodaTime;
using Npgsql;
using RetentionApi.Domain.Batches;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Batches;

/// <summary>Something is wrong with a batch, or seems to be.</summary>
/// <param name="Origin">`byRule`: what customers said of it called for an alert. `byHand`: a manager knew better.</param>
/// <param name="Defects">When it was proposed, as `sound`, `affectedCustomers` and `probability`.</param>
/// <param name="Probability">That more of the batch is bad than your policy allows.</param>
/// <param name="FollowUpId">The duty to decide it, on the work list; null: a manager reported it, which was the decision.</param>
/// <param name="Deadline">Until when a manager decides.</param>
/// <param name="IsOverdue">The deadline has passed, and nobody has decided.</param>
/// <param name="DecidedBy">The staff member; null for a key without one.</param>
/// <param name="ToBuyers">What the buyers are told to do; null: to stop using it for now, and to tell you what they do with it.</param>
internal sealed record BatchAlertView(
    Guid Id,
    Guid ProductId,
    string Sku,
    string ProductName,
    string Batch,
    BatchAlertStatus Status,
    BatchAlertOrigin Origin,
    int? Sound,
    int? Defects,
    int? AffectedCustomers,
    decimal? Probability,
    Instant ProposedAt,
    Guid? FollowUpId,
    Instant? Deadline,
    bool IsOverdue,
    Instant? DecidedAt,
    Guid? DecidedBy,
    string? Reason,
    string? ToBuyers)
{
    /// <summary>What <see cref="Read"/> reads, from alerts <c>a</c> joined to <see cref="Tables"/>.</summary>
    public const string Columns = """
        a.id, a.product_id, COALESCE(p.sku, ''), COALESCE(p.name, ''), a.batch, a.status, a.origin, a.sound, a.defects, a.affected, a.probability, a.proposed_at, f.deadline, a.decided_at,
        a.decided_by, a.reason, a.to_buyers, a.follow_up_id
        """;

    public const string Tables = """
        LEFT JOIN products p ON p.merchant_id = a.merchant_id AND p.id = a.product_id LEFT JOIN follow_ups f ON f.merchant_id = a.merchant_id AND f.id = a.follow_up_id
        """;

    public static void Add(NpgsqlBatch batch, Guid merchantId, Guid id) =>
        batch.Add($"SELECT {Columns} FROM batch_alerts a {Tables} WHERE a.merchant_id = $1 AND a.id = $2", merchantId, id);

    /// <summary>The row that the reader stands on.</summary>
    public static BatchAlertView Read(NpgsqlDataReader row, Instant now)
    {
        var (status, deadline) = (EnumWords.Parse<BatchAlertStatus>(row.GetString(5)), row.ValueOrNull<Instant>(12));
        return new BatchAlertView(
            row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.GetString(3), row.GetString(4), status, EnumWords.Parse<BatchAlertOrigin>(row.GetString(6)),
            row.ValueOrNull<int>(7), row.ValueOrNull<int>(8), row.ValueOrNull<int>(9), row.ValueOrNull<double>(10) is { } certain ? Math.Round((decimal)certain, 4) : null,
            row.GetFieldValue<Instant>(11), row.ValueOrNull<Guid>(17), deadline, status is BatchAlertStatus.Proposed && deadline <= now, row.ValueOrNull<Instant>(13), row.ValueOrNull<Guid>(14),
            row.TextOrNull(15), row.TextOrNull(16));
    }
}

/// <summary>An alert, and how far it has come.</summary>
/// <param name="Quality">What is known of the batch today.</param>
/// <param name="Buyers">Null as long as nobody is to be told.</param>
internal sealed record BatchAlertDetailView(BatchAlertView Alert, BatchQualityView Quality, BuyerCountsView? Buyers);

/// <summary>How many customers an alert concerns, and how far it has come with them.</summary>
/// <param name="Waiting">Still to be told.</param>
/// <param name="Told">Without an answer so far.</param>
/// <param name="Returned">All they bought of the batch came back.</param>
/// <param name="NotReached">Nobody told them, and nobody is about to: skipped by a person, or their data are restricted.</param>
/// <param name="Unreachable">Orders of the batch by nobody known, whom nobody can tell.</param>
/// <param name="StoppedUsing">Of those who answered on their page, as the three after it.</param>
internal sealed record BuyerCountsView(long Waiting, long Told, long Answered, long Returned, long NotReached, long Unreachable, long StoppedUsing, long SendsBack, long Keeps, long HasTrouble);

/// <param name="Answer">What they do with it; null: not said on their page.</param>
internal sealed record BatchBuyerView(Guid CustomerId, string? CustomerName, BuyerState State, Instant? ToldAt, Instant? AnsweredAt, BuyerAnswer? Answer, string? Words);

/// <summary>What customers say of a product or batch.</summary>
/// <param name="Answers">Lines that were rated.</param>
/// <param name="Mean">Of the ratings, 1 to 5; null: nobody has answered.</param>
/// <param name="Sound">Lines that were rated well.</param>
/// <param name="Defects">Lines that were rated badly, or came back for a fault or because they were not as described.</param>
/// <param name="AffectedCustomers">Different customers who had a defect.</param>
internal sealed record QualityCountsView(int Answers, decimal? Mean, int Sound, int Defects, int AffectedCustomers, DefectRateView DefectRate);

/// <summary>The share of defects as far as it is known: with few answers it may be much lower or higher than its mean.</summary>
/// <param name="Mean">What is to be expected.</param>
/// <param name="Low">With a probability of 95 % the rate lies from here …</param>
/// <param name="High">… to here.</param>
/// <param name="ProbabilityAboveLimit">That it is above what your policy allows.</param>
internal sealed record DefectRateView(decimal Mean, decimal Low, decimal High, decimal ProbabilityAboveLimit);

/// <param name="Batch">As order lines name it.</param>
internal sealed record BatchQualityView(string Batch, QualityCountsView Quality);
