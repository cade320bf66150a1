using RetentionApi.Domain.Common;
using RetentionApi.Platform.Errors;

namespace RetentionApi.Imports;

/// <summary>Why an import is refused as a whole, and why single lines of it are.</summary>
internal static class ImportProblems
{
    public const string Malformed = "line.malformed", Invalid = "line.invalid", NegativePrice = "line.negative_price", UnpricedNegative = "line.unpriced_negative",
        OtherCurrency = "line.other_currency", NoValue = "order.no_value", Unidentified = "customer.unidentified";

    public static readonly Error NotFound = Error.NotFound("import");

    public static readonly Error KindUnknown = Error.Refused("import.kind_unknown", "kind is customers, products, orders or order-lines.", "/kind");

    public static readonly Error FormatUnknown = Error.Refused("import.format_unknown", "format is csv or ndjson.", "/format");

    public static readonly Error EncodingUnknown = Error.Refused("import.encoding_unknown", "Content-Encoding is gzip, or absent.");

    public static readonly Error CharsetUnknown = Error.Refused("import.charset_unknown", "The charset of Content-Type is not known here; send UTF-8, or name another like GB18030.");

    public static readonly Error Empty = Error.Refused("import.empty", "The body has no line to import.");

    public static readonly Error TooLarge = new(ErrorKind.Malformed, "import.too_large", "An import may have 2 GiB, unpacked too: send it in parts.");

    public static readonly Error CutOff = new(ErrorKind.Malformed, "import.cut_off", "The body ended before its end: nothing of it is applied; send it again.");

    public static readonly Error OrderTooLarge = Error.Refused("import.order_too_large", "An order of this file has more than 20,000 lines, or 16 MiB.");

    public static readonly ProblemText[] Texts =
    [
        new("import.not_found", "There is no such import", "Its id is in the Location of the 202 that began it."),
        new("import.kind_unknown", "No such kind of import", "`kind` is `customers`, `products`, `orders` or `order-lines`."),
        new("import.format_unknown", "No such format", "`format` is `csv` (the default) or `ndjson`."),
        new("import.mapping_invalid", "The mapping cannot be used", "`mapping` is a list like `order_id:InvoiceNo,sku:StockCode`: our column, a colon, the file's."),
        new("import.defaults_invalid", "The defaults cannot be used", "`defaults` is a list like `currency:GBP,source:shop`: our column or `source`, a colon, the value."),
        new("import.column_missing", "A needed column is missing", "Name the file's column in `mapping`, or give a value in `defaults`."),
        new("import.encoding_unknown", "Not this Content-Encoding", "Send the file as it is, or packed with gzip and `Content-Encoding: gzip`."),
        new("import.charset_unknown", "Not this charset", "Send UTF-8, or name the file's charset: `Content-Type: text/csv; charset=GB18030`."),
        new("import.not_text", "The body is not text in UTF-8", "Excel in Chinese saves GB18030: say so (`Content-Type: text/csv; charset=GB18030`), or save as CSV UTF-8."),
        new("import.line_too_long", "A line has no end", "A line may have 64 KiB; is a quote left open?"),
        new("import.empty", "Nothing to import", "The first line names the columns; what is to be imported follows."),
        new("import.too_large", "The import is too large", "Send it in parts; the same order in two parts is two orders' worth of lines, so cut between orders."),
        new("import.cut_off", "The body was cut off", "Send it again; what was applied before stays as it is."),
        new("import.order_too_large", "An order has too many lines", "20,000 lines of one order, or 16 MiB, are the most; is the right column mapped to `order_id`?"),
        new(Malformed, "The line cannot be read", "It has another number of fields than the header, or is not a JSON object."),
        new(Invalid, "A value of the line cannot be used", "The detail names the column."),
        new(NegativePrice, "A negative price", "A price is zero or more; what comes back has a negative quantity."),
        new(UnpricedNegative, "A negative quantity without a price", "A stock correction, not a sale: it says nothing of a customer."),
        new(OtherCurrency, "Another currency than the order's", "All lines of an order are in one currency."),
        new(NoValue, "An order without any priced line", "Gifts beside priced lines are taken; an order of nothing but free lines is no sale."),
        new(Unidentified, "Nobody is named", "A customer needs a `customer_id`, an `email` or a `phone`."),
    ];

    public static Error MappingInvalid(string detail) => Error.Refused("import.mapping_invalid", detail, "/mapping");

    public static Error DefaultsInvalid(string detail) => Error.Refused("import.defaults_invalid", detail, "/defaults");

    public static Error ColumnMissing(string column, string? named) => Error.Refused(
        "import.column_missing", named is null ? $"The file has no column {column}, and there is no default for it." : $"The file has no column {named}, which mapping names for {column}.", "/mapping");

    public static Error NotText(long lineNo) => Error.Refused("import.not_text", $"Line {lineNo} is not text in UTF-8. If the file has another charset, name it in Content-Type.");

    public static Error LineTooLong(long lineNo) => Error.Refused("import.line_too_long", $"Line {lineNo} has more than 64 KiB: is a quote left open?");
}
