using Npgsql;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Customers;
using RetentionApi.Erasures;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Imports.Applying;

/// <summary>Customers, a line each: found by the source's id, else as the one holder of email or phone, else new.</summary>
internal sealed class CustomerChunks : IChunkApplication
{
    // OFFSET 0 skips nothing: it keeps the planner from turning a look-up round.
    private const string ByIdentity = $"""
        {Persons} unnest($3::text[]) AS k(key) CROSS JOIN LATERAL (
          SELECT i.customer_id FROM customer_identities i WHERE i.merchant_id = $1 AND i.source = $2 AND i.external_id = k.key OFFSET 0) h {Profiles}
        """;

    private const string ByAddress = $"""
        {Persons} unnest($2::text[]) AS k(key) CROSS JOIN LATERAL (
          SELECT p.customer_id FROM contact_points p WHERE p.merchant_id = $1 AND p.normalized = k.key OFFSET 0) h {Profiles}
        """;

    private const string Persons = $"SELECT {CustomerReads.ProfileColumns} FROM (SELECT DISTINCT COALESCE(a.person_id, h.customer_id) AS id FROM";

    private const string Profiles = $"""
          LEFT JOIN LATERAL (SELECT a.person_id FROM customer_aliases a WHERE a.merchant_id = $1 AND a.customer_id = h.customer_id OFFSET 0) a ON true) person_of
        CROSS JOIN LATERAL (SELECT c.* FROM customers c WHERE c.merchant_id = $1 AND c.id = person_of.id OFFSET 0) c {CustomerReads.PersonTables}
        """;

    public ImportKind Kind => ImportKind.Customers;

    public async Task ApplyAsync(ImportChunk chunk, NpgsqlConnection connection, NpgsqlBatch writes, CancellationToken cancellationToken)
    {
        var values = new LineValues(chunk);
        var reports = chunk.Lines.Select(line => (line.No, Report: Read(chunk, line, values))).Where(r => r.Report is not null).Select(r => (r.No, Report: r.Report!)).ToList();
        var known = await KnownAsync(chunk, [.. reports.Select(r => r.Report)], connection, cancellationToken);
        var unchanged = reports.Count;
        foreach (var (line, _) in reports.Where(r => !known.Take(r.Report)))
        {
            unchanged--;
            chunk.Refuse(line, [], ErasureProblems.ErasedCode, "This person was erased; what the line said of them is not kept.");
        }

        var stored = known.ToStore().ToList();
        chunk.Tally.Customers += stored.Count(s => s.Before is null);
        chunk.Tally.Changed += stored.Count(s => s.Before is not null);
        chunk.Tally.Unchanged += unchanged - stored.Count;
        foreach (var (profile, _, _) in stored)
            chunk.Touch(profile.Id, profile.Id, chunk.Now);
        if (stored.Count > 0)
            writes.AddCustomers(chunk.MerchantId, stored, chunk.Now);
    }

    private static async Task<KnownCustomers> KnownAsync(ImportChunk chunk, List<CustomerReport> reports, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var addresses = reports.Where(r => r.Identity is null).SelectMany(r => r.Addresses).Select(a => a.Normalized).Distinct().ToArray();
        await using var batch = connection.CreateBatch();
        batch.AddLockOfAddresses(chunk.MerchantId, addresses);
        batch.Add(ByIdentity, chunk.MerchantId, chunk.Request.Source, reports.Select(r => r.Identity?.ExternalId).OfType<string>().Distinct().ToArray());
        batch.Add(ByAddress, chunk.MerchantId, addresses);
        batch.AddTombstoneLookUp(chunk.MerchantId, [.. reports.SelectMany(Tombstones.NamesOf).Distinct()]);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var results = new ResultSets(reader, cancellationToken);
        var known = (await results.FirstAsync(r => CustomerReads.ReadProfile(r))).Concat(await results.NextAsync(r => CustomerReads.ReadProfile(r)));
        return new KnownCustomers(known.DistinctBy(k => k.Profile.Id), [.. await results.NextAsync(r => r.GetString(0))], chunk);
    }

    /// <summary>Null: the line is refused.</summary>
    private static CustomerReport? Read(ImportChunk chunk, ImportLine line, LineValues values)
    {
        values.Of(line);
        var (id, email, phone) = (values.Text(CustomerColumn.CustomerId), values.Text(CustomerColumn.Email), values.Text(CustomerColumn.Phone));
        var (language, zone, tags) = (values.Text(CustomerColumn.Language), values.Text(CustomerColumn.TimeZone), values.Text(CustomerColumn.Tags, 10_000));
        var body = new CreateCustomer.Body(
            id is null ? null : chunk.Request.Source, id, values.Text(CustomerColumn.Name), email, phone, language, zone, null,
            tags?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), null, values.Time(CustomerColumn.FirstContactAt), null);
        if (values.Problem is { } problem)
            chunk.Refuse(line, ImportProblems.Invalid, problem);
        else if (id is null && email is null && phone is null)
            chunk.Refuse(line, ImportProblems.Unidentified, "A customer needs a customer_id, an email or a phone.");
        else if (Rules.Validate(body) is { IsValid: false } broken)
            chunk.Refuse(line, ImportProblems.Invalid, $"{System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(broken.Errors[0].PropertyName)}: {broken.Errors[0].ErrorMessage}.");
        else
            return CustomerReports.Of(body);
        return null;
    }

    private static readonly CustomerReportRules Rules = new();
}

/// <summary>Customers as they are after each line of a chunk.</summary>
internal sealed class KnownCustomers
{
    private readonly ImportChunk chunk;

    private readonly Dictionary<CustomerIdentity, Entry> byIdentity = [];

    private readonly Dictionary<string, List<Entry>> byAddress = [];

    private readonly List<Entry> entries = [];

    private readonly HashSet<string> erased;

    /// <param name="erased">Names of those whom no line brings back.</param>
    public KnownCustomers(IEnumerable<StoredCustomer> stored, HashSet<string> erased, ImportChunk chunk)
    {
        (this.erased, this.chunk) = (erased, chunk);
        foreach (var known in stored)
            Index(new Entry(known) { Profile = known.Profile, CustomerId = known.Profile.Id });
    }

    /// <returns>False: who is named was erased.</returns>
    public bool Take(CustomerReport report)
    {
        var entry = report.Identity is { } identity ? byIdentity.GetValueOrDefault(identity) : HolderOf(report);
        if (entry is null && erased.Count > 0 && Tombstones.NamesOf(report).Any(erased.Contains))
            return false;
        if (entry is null)
        {
            var profile = CustomerProfile.New(Ids.New(chunk.Now), report, chunk.Now, chunk.Request.ImportedAt);
            Index(new Entry(null) { Profile = profile, CustomerId = profile.Id });
        }
        else if (entry.Profile.LearnsFrom(report))
        {
            entry.Profile = entry.Profile.With(report, chunk.Now) with { Version = (entry.Before?.Profile.Version ?? 0) + 1 };
            entry.CustomerId = entry.Before?.Rows.NamedBy(report) ?? entry.Profile.Id;
            Index(entry);
        }

        return true;
    }

    /// <summary>Those of whom the lines told something new.</summary>
    public IEnumerable<CustomerToStore> ToStore() =>
        entries.Where(e => e.Profile != e.Before?.Profile).OrderBy(e => e.Profile.Id).Select(e => new CustomerToStore(e.Profile, e.Before, e.CustomerId));

    private Entry? HolderOf(CustomerReport report)
    {
        var holders = report.Addresses.SelectMany(a => byAddress.GetValueOrDefault(a.Normalized) ?? []).Distinct().Take(2).ToList();
        return holders.Count == 1 ? holders[0] : null;
    }

    private void Index(Entry entry)
    {
        if (!entry.IsListed)
            entries.Add(entry);
        entry.IsListed = true;
        foreach (var identity in entry.Profile.Identities)
            byIdentity[identity] = entry;
        foreach (var address in entry.Profile.Addresses)
        {
            if (!byAddress.TryGetValue(address.Normalized, out var holders))
                byAddress.Add(address.Normalized, holders = []);
            if (!holders.Contains(entry))
                holders.Add(entry);
        }
    }

    private sealed class Entry(StoredCustomer? before)
    {
        public StoredCustomer? Before => before;

        public required CustomerProfile Profile { get; set; }

        /// <summary>Of a person, whom the last line named.</summary>
        public required Guid CustomerId { get; set; }

        public bool IsListed { get; set; }
    }
}
