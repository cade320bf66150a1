using System.Globalization;
using System.Text;

namespace RetentionApi.Benchmarks.Figures;

/// <summary>Files to import, made up in memory; the same whenever they are made.</summary>
internal static class ImportFiles
{
    private const int LinesOfOrder = 25, LinesOfCreditNote = 2, OrdersPerCreditNote = 7, Products = 3_900, LinesPerCustomer = 100;

    private static readonly DateTime Start = new(2024, 12, 1, 8, 26, 0, DateTimeKind.Unspecified);

    /// <summary>In the manner of the Online Retail file: a wholesaler's orders of many lines, and credit notes for lines of the order before.</summary>
    public static byte[] OrderLines(int lines)
    {
        var file = new StringBuilder("order_id,placed_at,customer_id,sku,product_name,quantity,unit_price,currency,country\n");
        for (int order = 0, written = 0; written < lines; order++)
        {
            var isCreditNote = order % OrdersPerCreditNote == OrdersPerCreditNote - 1;
            var bought = isCreditNote ? order - 1 : order;
            var (customer, count) = (bought * 31 % Math.Max(50, lines / LinesPerCustomer), isCreditNote ? LinesOfCreditNote : LinesOfOrder);
            var placedAt = Start.AddMinutes(order * 3);
            for (var line = 0; line < count && written < lines; line++, written++)
            {
                var product = ((bought * 7919) + (line * 331)) % Products;
                file.Append(CultureInfo.InvariantCulture,
                    $"{536365 + order},{placedAt:yyyy-MM-dd HH:mm:ss},{12346 + customer},{10000 + product},PRODUCT NUMBER {product} IN WHITE,{(isCreditNote ? -1 : 1 + (line % 12))},{1 + (product % 20)}.{product % 90 + 10},GBP,United Kingdom\n");
            }
        }

        return Encoding.UTF8.GetBytes(file.ToString());
    }

    public static byte[] Customers(int customers)
    {
        var file = new StringBuilder("customer_id,email,phone,name,language,first_contact_at,tags\n");
        for (var n = 0; n < customers; n++)
            file.Append(CultureInfo.InvariantCulture,
                $"{n},customer{n}@example.org,+861380{n:0000000},Customer {n},zh-CN,{Start.AddMinutes(n):yyyy-MM-dd HH:mm:ss},{(n % 4 == 0 ? "newsletter" : "")}\n");
        return Encoding.UTF8.GetBytes(file.ToString());
    }
}
