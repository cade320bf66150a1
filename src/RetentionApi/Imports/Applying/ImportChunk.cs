using System.Globalization;
using System.Text;
using NodaTime;
using Npgsql;
using RetentionApi.Domain.Common;
using RetentionApi.Merchants;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Time;
using static RetentionApi.Platform.Persistence.SqlArrays;

namespace RetentionApi.Imports.Applying;

/// <summary>A line as it was staged, with the values of the kind's columns.</summary>
internal sealed record ImportLine(long No, byte[] Raw, string?[] Values);

/// <summary>Lines that are applied in one transaction, and what comes of them.</summary>
internal sealed class ImportChunk(ImportRun run, MerchantSettings settings, ImportTally tally, Instant now)
{
    private const string Reject = """
        INSERT INTO import_rejections (merchant_id, import_id, line_no, code, detail, raw)
        SELECT $1, $2, line_no, code, detail, raw FROM unnest($3::bigint[], $4::text[], $5::text[], $6::text[]) AS r(line_no, code, detail, raw)
        """;

    private readonly List<(string Sku, Guid ProductId)> products = [];

    private readonly List<(long LineNo, string Code, string Detail, string Raw)> rejections = [];

    private readonly Dictionary<Guid, (Guid SubjectId, Instant OccurredAt)> touched = [];

    private readonly List<(Guid CustomerId, Guid SubjectId, Instant OccurredAt)> news = [];

    public Guid ImportId => run.ImportId;

    public Guid MerchantId => settings.MerchantId;

    public ImportRequest Request => run.Request;

    public MerchantSettings Settings => settings;

    public ImportTally Tally => tally;

    public Instant Now => now;

    public IReadOnlyList<ImportLine> Lines { get; private set; } = [];

    public void Take(ImportPage page)
    {
        Lines = page.Lines;
        tally.Lines += page.Count;
        foreach (var line in page.Unreadable)
            Refuse(line.No, line.Raw, line.Code, line.Detail);
    }

    /// <summary>Null: no chunk before this one told it whole.</summary>
    public Guid? ProductOf(string sku) => run.ProductOf(sku);

    /// <summary>Says that nothing about a product is left to be learned, once the chunk is stored.</summary>
    public void Learn(string sku, Guid productId) => products.Add((sku, productId));

    /// <summary>For the chunks that follow; what was not stored must not be remembered.</summary>
    public void Remember() => run.Remember(products);

    /// <summary>Says that something of a customer is new; null: of nobody known.</summary>
    public void Touch(Guid? customerId, Guid subjectId, Instant occurredAt)
    {
        touched[customerId ?? Guid.Empty] = (subjectId, occurredAt);
        news.Add((customerId ?? Guid.Empty, subjectId, occurredAt));
    }

    public void Refuse(long lineNo, ReadOnlySpan<byte> raw, string code, string detail)
    {
        rejections.Add((lineNo, code, detail, Encoding.UTF8.GetString(raw)));
        tally.Refused++;
        tally.RefusedBecause[code] = tally.RefusedBecause.GetValueOrDefault(code) + 1;
    }

    public void Refuse(ImportLine line, string code, string detail) => Refuse(line.No, line.Raw, code, detail);

    /// <summary>A historical import leaves one message a customer, put off until it ends; any other leaves those that its facts would leave by themselves.</summary>
    public void AddAftermath(NpgsqlBatch batch)
    {
        if (rejections.Count > 0)
            batch.Add(Reject, MerchantId, ImportId, All(rejections, r => r.LineNo), All(rejections, r => r.Code), All(rejections, r => r.Detail), All(rejections, r => r.Raw));
        if (Request.IsHistorical)
            ImportMessages.AddPutOff(batch, MerchantId, ImportId, [.. touched.Keys], now);
        else
            ImportMessages.AddChanged(batch, MerchantId, news, now);
    }
}

/// <summary>The values of a line, read one by one; the first that cannot be used is kept as <see cref="Problem"/>.</summary>
internal sealed class LineValues(ImportChunk chunk)
{
    private const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    private readonly ImportTimes times = new(chunk.Settings.Zone);

    private string?[] values = [];

    public string? Problem { get; private set; }

    public LineValues Of(ImportLine line)
    {
        (values, Problem) = (line.Values, null);
        return this;
    }

    public string? Text<TColumn>(TColumn column, int longest = 255)
        where TColumn : struct, Enum => values[Index(column)] is { } text && text.Length > longest ? Fault<string>(column, $"has more than {longest} characters") : values[Index(column)];

    public string Needed<TColumn>(TColumn column, int longest = 255)
        where TColumn : struct, Enum => values[Index(column)] is null ? Fault<string>(column, "is missing") ?? "" : Text(column, longest) ?? "";

    public decimal? Number<TColumn>(TColumn column)
        where TColumn : struct, Enum => values[Index(column)] is not { } text ? null
        : decimal.TryParse(text, Plain, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) <= Money.Largest && number.Scale <= 6 ? number
        : Fault<decimal?>(column, "is not a number like 12.50");

    public int? Days<TColumn>(TColumn column)
        where TColumn : struct, Enum => Number(column) is not { } number ? null
        : number is > 0 and <= 36_500 && number == Math.Truncate(number) ? (int)number : Fault<int?>(column, "is not a number of days");

    /// <summary>When something happened: every time of a file tells that.</summary>
    public Instant? Time<TColumn>(TColumn column)
        where TColumn : struct, Enum => values[Index(column)] is not { } text ? null
        : times.Read(text) is not { } time ? Fault<Instant?>(column, "is not a time like 2026-03-01 09:30:00 or 2026-03-01T09:30:00+08:00")
        : ClockSkew.IsFuture(time, chunk.Now) ? Fault<Instant?>(column, "lies in the future") : time;

    /// <summary>Refuses a value that is there and breaks a rule.</summary>
    public void Must<TColumn>(TColumn column, bool isFine, string otherwise)
        where TColumn : struct, Enum
    {
        if (!isFine)
            Fault<string>(column, otherwise);
    }

    private T? Fault<T>(object column, string what)
    {
        Problem ??= $"{System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(column.ToString()!)} {what}.";
        return default;
    }

    private static int Index<TColumn>(TColumn column)
        where TColumn : struct, Enum => System.Runtime.CompilerServices.Unsafe.As<TColumn, int>(ref column);
}
