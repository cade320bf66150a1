using System.Text;
using System.Text.Json;
using NodaTime;
using Npgsql;
using RetentionApi.Cooperation;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Orders;
using RetentionApi.Orders;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Imports.Applying;

/// <summary>Stores told orders with their customers, products, deliveries and credit notes: one round trip to look up, the writes of a chunk in its last batch.</summary>
internal static class OrderStore
{
    private const string KnownOrders = """
        SELECT k.id, o.id, o.source_updated_at, o.customer_id, o.lines FROM unnest($3::text[]) AS k(id) CROSS JOIN LATERAL (
          SELECT o.id, o.source_updated_at, o.customer_id, ARRAY(SELECT l.number FROM order_lines l WHERE l.merchant_id = $1 AND l.order_id = o.id) AS lines
          FROM orders o WHERE o.merchant_id = $1 AND o.source = $2 AND o.external_id = k.id LIMIT 1) o
        """;

    private const string KnownCreditNotes = """
        SELECT k.id FROM unnest($3::text[]) AS k(id)
        CROSS JOIN LATERAL (SELECT FROM credit_notes n WHERE n.merchant_id = $1 AND n.source = $2 AND n.external_id = k.id LIMIT 1) n
        """;

    public static async Task ApplyAsync(ImportChunk chunk, List<ToldOrder> told, NpgsqlConnection connection, NpgsqlBatch writes, CancellationToken cancellationToken)
    {
        if (told.Count == 0)
            return;
        told = NewestOfEach(told, chunk.Tally);
        var (buyers, catalog) = (new Buyers(chunk), new ImportedProducts(chunk));
        await using var look = connection.CreateBatch();
        var ids = told.Select(o => o.ExternalId).Distinct().ToArray();
        look.Add(KnownOrders, chunk.MerchantId, chunk.Request.Source, ids);
        look.Add(KnownCreditNotes, chunk.MerchantId, chunk.Request.Source, ids);
        catalog.AddLookUp(look, told);
        buyers.AddLookUp(look, told);
        var (orders, notes) = (new Dictionary<string, KnownOrder>(), new HashSet<string>());
        await using (var reader = await look.ExecuteReaderAsync(cancellationToken))
        {
            var results = new ResultSets(reader, cancellationToken);
            orders = (await results.FirstAsync(r => (Key: r.GetString(0), Known: new KnownOrder(r.GetGuid(1), r.GetFieldValue<Instant>(2), r.ValueOrNull<Guid>(3), r.GetFieldValue<int[]>(4))))).ToDictionary(o => o.Key, o => o.Known);
            notes = [.. await results.NextAsync(r => r.GetString(0))];
            await catalog.ReadAsync(results);
            await buyers.ReadAsync(results);
        }

        told = told.ConvertAll(buyers.WithoutErased);
        var toldAgain = from order in told
                        where order.IsSale && orders.TryGetValue(order.ExternalId, out var known) && known.CustomerId is not null && known.SourceUpdatedAt <= order.PlacedAt
                        select (order, orders[order.ExternalId].Id);
        await buyers.NameGuestsAsync([.. toldAgain], connection, cancellationToken);
        Add(chunk, told, orders, notes, buyers, catalog, writes);
    }

    /// <summary>Told twice beside each other, an order is stored once; the older version changes nothing.</summary>
    private static List<ToldOrder> NewestOfEach(List<ToldOrder> told, ImportTally tally)
    {
        List<ToldOrder> newest = [.. told.GroupBy(o => o.ExternalId).Select(versions => versions.MaxBy(o => o.PlacedAt)!)];
        tally.Unchanged += told.Count - newest.Count;
        return newest;
    }

    private static void Add(
        ImportChunk chunk, List<ToldOrder> told, Dictionary<string, KnownOrder> known, HashSet<string> knownNotes, Buyers buyers, ImportedProducts catalog, NpgsqlBatch writes)
    {
        var areNew = known.Count == 0;
        var (orders, notes, deliveries, ofNobody) = (new List<OrderToStore>(), new List<CreditNoteToStore>(), new List<DeliveryToStore>(), new List<Guid>());
        foreach (var order in told)
        {
            var before = known.GetValueOrDefault(order.ExternalId);
            var isNewer = order.IsSale && (before is null || before.SourceUpdatedAt < order.PlacedAt);
            var isNewNote = order.Returned.Count > 0 && knownNotes.Add(order.ExternalId);
            chunk.Tally.Unchanged += isNewer || isNewNote ? 0 : 1;
            var customerId = isNewer || isNewNote ? buyers.Of(order) : null;
            if (isNewNote)
                notes.Add(CreditNoteOf(chunk, order, customerId, catalog));
            if (!isNewer)
                continue;
            var toStore = OrderOf(chunk, order, customerId ?? before?.CustomerId, before, catalog);
            known[order.ExternalId] = new KnownOrder(toStore.Id, toStore.SourceUpdatedAt, toStore.CustomerId, []);
            orders.Add(toStore);
            deliveries.AddRange(DeliveriesOf(order, toStore, chunk.Now));
            chunk.Touch(toStore.CustomerId, toStore.Id, order.PlacedAt);
            if (before is { CustomerId: null })
                ofNobody.Add(toStore.Id);
            else if (before?.CustomerId is { } former && former != toStore.CustomerId)
                chunk.Touch(former, toStore.Id, order.PlacedAt);
        }

        orders.Sort((a, b) => a.Id.CompareTo(b.Id)); // so that every index grows at its end
        buyers.AddWrites(writes);
        catalog.AddWrites(writes);
        if (orders.Count > 0)
            writes.AddImportedOrders(chunk.MerchantId, orders, chunk.Now);
        writes.AddImportedDeliveries(chunk.MerchantId, deliveries, areNew, chunk.Now);
        writes.AddDefectsOfNobody(chunk.MerchantId, [.. ofNobody], chunk.Now);
        if (notes.Count > 0)
            writes.AddCreditNotes(chunk.MerchantId, notes, chunk.Now);
    }

    private static OrderToStore OrderOf(ImportChunk chunk, ToldOrder told, Guid? customerId, KnownOrder? known, ImportedProducts catalog)
    {
        if (known is not null)
            chunk.Tally.Changed++;
        else
            (chunk.Tally.Orders, chunk.Tally.AnonymousOrders) = (chunk.Tally.Orders + 1, chunk.Tally.AnonymousOrders + (customerId is null ? 1 : 0));
        var lines = told.Sold.Select((line, index) =>
            new LineToStore(Ids.New(chunk.Now), index + 1, catalog.IdOf(line.Sku), line.Sku, line.Quantity, line.UnitPrice, line.Batch)).ToList();
        return new OrderToStore(
            known?.Id ?? Ids.New(chunk.Now), Ids.New(chunk.Now), chunk.Request.Source, told.ExternalId, customerId, told.PlacedAt, told.Currency,
            told.Total ?? lines.Sum(l => l.Quantity * l.UnitPrice), told.Status, PaymentStatus.Unknown, told.IsTest, told.Country, chunk.Request.ImportedAt, told.PlacedAt,
            BodyOf(chunk, told), lines)
        {
            FormerCustomerId = known?.CustomerId,
            FormerUpdatedAt = known?.SourceUpdatedAt,
            FormerLines = known?.Lines ?? [],
        };
    }

    private static CreditNoteToStore CreditNoteOf(ImportChunk chunk, ToldOrder told, Guid? customerId, ImportedProducts catalog)
    {
        chunk.Tally.CreditNotes++;
        chunk.Tally.CreditLines.Anonymous += customerId is null ? told.Returned.Count : 0;
        return new CreditNoteToStore(
            Ids.New(chunk.Now), chunk.Request.Source, told.ExternalId, customerId, told.PlacedAt, told.Currency, chunk.Request.ImportedAt,
            [.. told.Returned.Select((line, index) => new CreditLineToStore(index + 1, catalog.IdOf(line.Sku), line.Sku, line.Quantity, line.UnitPrice))]);
    }

    /// <summary>One delivery for the lines that left and came together.</summary>
    private static IEnumerable<DeliveryToStore> DeliveriesOf(ToldOrder told, OrderToStore order, Instant now)
    {
        var numbered = told.Sold.Select((line, index) => (Number: index + 1, Times: (line.ShippedAt, line.DeliveredAt)));
        var parcels = numbered.Where(l => l.Times is not (null, null)).GroupBy(l => l.Times, l => l.Number).ToList();
        var bodies = parcels.Select(p => new CreateDelivery.Body(null, null, p.Count() == told.Sold.Count ? null : [.. p], null, p.Key.ShippedAt, p.Key.DeliveredAt, null)).ToList();
        return new DeliveryLookUp(bodies).Of(order.Id, order.Source, order.ExternalId, order.CustomerId, order.SourceUpdatedAt, now).ToStore;
    }

    /// <summary>The version as it was told, in short: every line is sku, quantity, price and lot.</summary>
    private static string BodyOf(ImportChunk chunk, ToldOrder told)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("import", chunk.ImportId);
            json.WriteString("customerId", told.CustomerId);
            json.WriteString("email", told.Email);
            json.WriteStartArray("lines");
            foreach (var line in told.Sold)
            {
                json.WriteStartArray();
                json.WriteStringValue(line.Sku);
                json.WriteNumberValue(line.Quantity);
                json.WriteNumberValue(line.UnitPrice);
                json.WriteStringValue(line.Batch);
                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <param name="Lines">Their numbers.</param>
    private sealed record KnownOrder(Guid Id, Instant SourceUpdatedAt, Guid? CustomerId, int[] Lines);
}
