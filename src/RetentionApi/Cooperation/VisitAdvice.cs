using NodaTime;
using Npgsql;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Cooperation;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Merchants;
using RetentionApi.Platform.Persistence;
using RetentionApi.Relationships;

namespace RetentionApi.Cooperation;

/// <summary>What is advised to customers who came back to a category and did not buy: computed for many at once, at the moment it is written.</summary>
/// <param name="visits">By the second day's visit, which is the duty's cause: its category, and whether something of it was ordered since.</param>
/// <param name="points">What is known of what each person values.</param>
/// <param name="categories">Compared once for all of them; one without products is missing.</param>
internal sealed class VisitAdvice(
    IReadOnlyDictionary<Guid, (string Category, bool HasOrdered)> visits, ILookup<Guid, ValuePoint> points, IReadOnlyDictionary<string, ComparedCategory> categories, MerchantSettings settings)
{
    private const string Visits = """
        SELECT v.id, v.category, EXISTS (
          SELECT 1 FROM orders o JOIN order_lines l ON l.merchant_id = $1 AND l.order_id = o.id JOIN products p ON p.merchant_id = $1 AND p.id = l.product_id
          WHERE o.merchant_id = $1 AND o.customer_id = v.customer_id AND o.placed_at >= v.first_at AND o.status <> 'cancelled' AND NOT o.is_test AND p.category = v.category)
        FROM visits v WHERE v.merchant_id = $1 AND v.id = ANY($2)
        """;

    private static readonly string Points = CustomerFactStatements.Members + $"""
        SELECT m.person_id, v.value, v.points, v.occurred_at, v.source, v.reason
        FROM {CustomerFactStatements.Of("value_points v", "v.customer_id")}
        """;

    /// <param name="due">Each with its person. Without one that visits made there is nothing to read.</param>
    public static async Task<VisitAdvice> ReadAsync(
        NpgsqlConnection connection, IReadOnlyList<(FollowUp FollowUp, Guid PersonId)> due, MerchantSettings settings, CancellationToken cancellationToken)
    {
        var asked = due.Select(d => (VisitId: FactKey.VisitId(d.FollowUp.Cause), d.PersonId)).Where(d => d.VisitId is not null).ToList();
        if (asked.Count == 0)
            return new VisitAdvice(new Dictionary<Guid, (string, bool)>(), Array.Empty<ValuePoint>().ToLookup(_ => Guid.Empty), new Dictionary<string, ComparedCategory>(), settings);
        var visits = await ReadVisitsAsync(connection, settings.MerchantId, [.. asked.Select(a => a.VisitId!.Value)], cancellationToken);
        await using var batch = connection.CreateBatch();
        batch.Add(Points, settings.MerchantId, asked.Select(a => a.PersonId).Distinct().ToArray());
        batch.AddOffers(settings.MerchantId, [.. visits.Values.Select(v => v.Category).Distinct()]);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var results = new ResultSets(reader, cancellationToken);
        var points = (await results.FirstAsync(r => (PersonId: r.GetGuid(0), Point: CustomerValues.ReadPoint(r, 1)))).ToLookup(p => p.PersonId, p => p.Point);
        var offers = (await results.NextAsync(Offers.Read)).GroupBy(o => o.Category, o => o.Product);
        return new VisitAdvice(visits, points, offers.ToDictionary(o => o.Key, o => ComparedCategory.Of([.. o], settings.Policy.Cooperation)), settings);
    }

    /// <summary>Null for a duty that visits did not make.</summary>
    /// <returns>Nothing is advised to who has bought meanwhile, nor where there is too little to choose from.</returns>
    public IReadOnlyList<ValuedProduct>? For(FollowUp duty, Guid personId, Instant now)
    {
        if (FactKey.VisitId(duty.Cause) is not { } id)
            return null;
        if (!visits.TryGetValue(id, out var visit) || visit.HasOrdered)
            return [];
        var profile = ValueProfile.Learn([.. points[personId]], settings.ValuePriority, settings.Policy.Cooperation, now);
        return categories.GetValueOrDefault(visit.Category)?.Advise(profile.QualityBesidePrice) ?? [];
    }

    /// <summary>What is on record once the message is handed over.</summary>
    public GivenAdvice Given(FollowUp duty, IReadOnlyList<ValuedProduct> advised, Instant now) => new()
    {
        MerchantId = duty.MerchantId,
        Id = Ids.New(now),
        CustomerId = duty.CustomerId,
        Category = visits[FactKey.VisitId(duty.Cause)!.Value].Category,
        Products = [.. advised.Select(p => AdvisedProduct.Of(p, settings.Currency))],
        GivenAt = now,
        Channel = duty.Channel,
        Cause = FactKey.FollowUp(duty.Id),
    };

    private static async Task<Dictionary<Guid, (string Category, bool HasOrdered)>> ReadVisitsAsync(
        NpgsqlConnection connection, Guid merchantId, Guid[] visitIds, CancellationToken cancellationToken)
    {
        await using var batch = connection.CreateBatch();
        batch.Add(Visits, merchantId, visitIds);
        var read = await batch.AllAsync(r => (Id: r.GetGuid(0), Category: r.GetString(1), HasOrdered: r.GetBoolean(2)), cancellationToken);
        return read.ToDictionary(v => v.Id, v => (v.Category, v.HasOrdered));
    }
}
