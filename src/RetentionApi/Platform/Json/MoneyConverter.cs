using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using RetentionApi.Domain.Common;

namespace RetentionApi.Platform.Json;

/// <summary><c>{"amount": "129.00", "currency": "CNY"}</c>: the amount is a string, for no double can hold it.</summary>
internal sealed class MoneyConverter : JsonConverter<Money>
{
    private const NumberStyles Plain = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;

    public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string? amount = null, currency = null;
        if (reader.TokenType != JsonTokenType.StartObject)
            throw JsonReason.Exception("money is an object with amount and currency");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            if (!reader.Read() || reader.TokenType != JsonTokenType.String)
                throw JsonReason.Exception("amount and currency are strings, like \"129.00\" and \"CNY\"");
            switch (name)
            {
                case "amount": amount = reader.GetString(); break;
                case "currency": currency = reader.GetString(); break;
                default: throw JsonReason.Exception("money has only amount and currency");
            }
        }

        if (amount is null || currency is null)
            throw JsonReason.Missing(amount is null ? nameof(amount) : nameof(currency));
        if (!decimal.TryParse(amount, Plain, CultureInfo.InvariantCulture, out var value))
            throw JsonReason.Exception("money needs an amount like \"129.00\" and a currency");
        var money = Money.Of(value, currency);
        return money.IsOk ? money.Value : throw JsonReason.Exception(money.Error.Detail);
    }

    public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("amount", value.Amount.ToString("F" + Money.DecimalsOf(value.Currency), CultureInfo.InvariantCulture));
        writer.WriteString("currency", value.Currency);
        writer.WriteEndObject();
    }
}
